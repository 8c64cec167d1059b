import { useEffect, useState } from 'react';
import type { CertificateReply, SignRequest } from '../../../api/agent-protocol.ts';
import { Button, Dl, Groups, Page } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';

/** The last look before signing: which document, its digest, what the signature reveals. */
export function ConfirmDocument(props: {
  readonly document: SignRequest['document'];
  readonly reply: CertificateReply;
  readonly busy: boolean;
  readonly onSign: () => void;
  readonly onRefuse: () => void;
}) {
  const t = useText(messages);
  const exact = useDigest(props.reply.toBeSigned);
  const { name, pages } = props.document;
  return (
    <Page title={t.confirm.title}>
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
          { term: t.confirm.digest, description: <Digest value={props.reply.digestShown} /> },
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
      <details>
        <summary>{t.confirm.exact}</summary>
        <div className="stack stack-tight">
          <p className="small">{t.confirm.exactText}</p>
          {exact !== undefined && <Digest value={exact} />}
        </div>
      </details>
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

/** SHA-256 of what the card will sign, computed here and not by the page that asks. */
function useDigest(base64: string): string | undefined {
  const [digest, setDigest] = useState<string>();
  useEffect(() => {
    let current = true;
    sha256OfBase64(base64).then(
      (hex) => current && setDigest(hex),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [base64]);
  return digest;
}

/** SHA-256 of base64 data as lower-case hexadecimal. Rejects when it is not base64. */
export async function sha256OfBase64(base64: string): Promise<string> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
