import { useText } from '../../../i18n/index.ts';
import { linkify } from '../links.ts';
import { messages } from '../messages.ts';

/** The text of a mail as it came, with links into our own origin to follow. */
export function MailText(props: { readonly text: string }) {
  const t = useText(messages).mails;
  return (
    <div className="mail-text">
      {linkify(props.text, location.origin).map((part, index) =>
        part.href === undefined ? (
          part.text
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
          <a key={index} href={part.href} target="_blank" rel="noopener">
            {part.text}
            <span className="visually-hidden">{t.newWindow}</span>
          </a>
        ),
      )}
    </div>
  );
}
