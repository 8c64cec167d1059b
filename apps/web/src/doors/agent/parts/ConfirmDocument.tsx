import type { ReactNode } from 'react';
import { digestName } from '../../../api/digest.ts';
import { Button, Dl, Groups, Page } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';

/** The look before anything is typed or leaves the card: which document, the digest that is signed, what that reveals. */
export function ConfirmDocument(props: {
  readonly document: { readonly name: string; readonly pages: number; readonly digest: string };
  readonly busy: boolean;
  /** The card. */
  readonly children: ReactNode;
  readonly onSign: () => void;
  readonly onRefuse: () => void;
}) {
  const t = useText(messages);
  const { name, pages, digest } = props.document;
  return (
    <Page title={t.confirm.title}>
      {props.children}
      <Dl
        layout="stacked"
        items={[
          {
            term: t.confirm.document,
            description: (
              <>
                <strong>{name}</strong>
                <span className="quiet"> {t.confirm.pages(pages)}</span>
              </>
            ),
          },
          { term: t.confirm.digest(digestName(digest) ?? ''), description: <Digest value={digest} /> },
        ]}
      />
      <p>{t.confirm.compare}</p>
      <p>{t.confirm.reveals}</p>
      <div className="ask-actions">
        <Button size="lg" wide busy={props.busy} onClick={props.onSign}>
          {t.confirm.yes}
        </Button>
        <Button size="lg" wide variant="outline" disabled={props.busy} onClick={props.onRefuse}>
          {t.confirm.no}
        </Button>
      </div>
    </Page>
  );
}

function Digest(props: { readonly value: string }) {
  return (
    <code className="digest">
      <Groups value={props.value} groups={8} />
    </code>
  );
}
