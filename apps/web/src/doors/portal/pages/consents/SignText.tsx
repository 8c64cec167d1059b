import type { Bilingual } from '@mibun/rules';
import type { BegunAnswer } from '@mibun/server/schemas/services/linking';
import { call } from '../../../../api/call.ts';
import { Button, Page } from '../../../../components/index.ts';
import { useText } from '../../../../i18n/index.ts';
import { Fingerprint, SignWithCard, useCardSignature } from '../../card-signature/index.ts';
import { messages } from './messages.ts';

/** After these the text can be signed no more. */
const OVER: readonly (string | undefined)[] = ['CONSENT_CEREMONY_OVER', 'CONSENT_ALREADY_SIGNED'];

/** The exact text, its fingerprint, and the card. */
export function SignText(props: {
  readonly title: string;
  readonly begun: BegunAnswer;
  readonly name: string;
  readonly purpose: Bilingual;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}) {
  const { sign: t } = useText(messages);
  const { begun, name, purpose, title, onCancel, onDone } = props;
  const { ceremonyId, text } = begun;
  const params = { id: ceremonyId };
  const signature = useCardSignature({
    ceremonyId,
    name,
    pages: 1,
    purpose,
    prepare: () => call('POST /api/portal/consent-ceremonies/:id/prepare', { params, body: {} }),
    complete: (value) =>
      call('POST /api/portal/consent-ceremonies/:id/complete', { params, body: { signature: value } }),
    onDone,
  });
  const again = (
    <Button size="lg" onClick={onCancel}>
      {t.again}
    </Button>
  );
  return (
    <Page title={title} lead={t.lead}>
      <section className="stack stack-tight">
        <h2 className="heading-small">{t.text}</h2>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
        <pre className="consent-text" tabIndex={0}>
          {text}
        </pre>
        <p>{t.digest}</p>
        <Fingerprint digest={signature.digest} />
      </section>
      <SignWithCard
        signature={signature}
        finishing={t.finishing}
        {...(OVER.includes(signature.problem?.code) && { instead: again })}
      >
        <Button variant="text" onClick={onCancel}>
          {t.cancel}
        </Button>
      </SignWithCard>
    </Page>
  );
}
