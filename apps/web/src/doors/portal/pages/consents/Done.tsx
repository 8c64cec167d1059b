import { ButtonLink, ConfirmationPanel, Page } from '../../../../components/index.ts';
import { useText } from '../../../../i18n/index.ts';
import { messages } from './messages.ts';

/** After the signature: done, and what follows from it. */
export function Done(props: { readonly title: string; readonly next: readonly string[] }) {
  const { list, done } = useText(messages);
  return (
    <Page title={list.title}>
      <ConfirmationPanel
        title={props.title}
        next={
          <ul className="portal-list">
            {props.next.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        }
      />
      <div>
        <ButtonLink to="/consents">{done.list}</ButtonLink>
      </div>
    </Page>
  );
}
