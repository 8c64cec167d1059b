import type { Bilingual } from '@mibun/rules';
import type { BegunAnswer } from '@mibun/server/schemas/services/linking';
import { Button, CopyableNumber, Loading, Page, Problem } from '../../../../components/index.ts';
import { useText } from '../../../../i18n/index.ts';
import { AgentNotice, AgentWaiting } from '../../../../session/AgentNotice.tsx';
import { LogInAgain } from '../sign/parts.tsx';
import { messages } from './messages.ts';
import { useConsentSignature } from './use-consent-signature.ts';

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
  const { begun, title, onCancel } = props;
  const { phase, problem, start } = useConsentSignature(begun, props);
  return (
    <Page title={title} lead={t.lead}>
      <section className="stack stack-tight">
        <h2 className="heading-small">{t.text}</h2>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
        <pre className="consent-text" tabIndex={0}>
          {begun.text}
        </pre>
        <p>{t.digest}</p>
        <CopyableNumber value={begun.sha256} label={t.digest} groups={8} />
        <p className="quiet small">{t.digestHelp}</p>
      </section>
      {phase === 'agent' ? (
        <AgentWaiting title={t.agentTitle} text={t.agentText} reopen={t.reopen} onReopen={start} />
      ) : (
        <AgentNotice />
      )}
      {phase === 'finishing' && <Loading>{t.finishing}</Loading>}
      {phase === 'ready' && (
        <>
          {problem && <Problem problem={problem} />}
          <div className="cluster">
            {problem?.code === 'CONSENT_CEREMONY_OVER' ? (
              <Button size="lg" onClick={onCancel}>
                {t.again}
              </Button>
            ) : (
              <Button size="lg" onClick={start}>
                {t.button}
              </Button>
            )}
            <LogInAgain problem={problem} />
            <Button variant="text" onClick={onCancel}>
              {t.cancel}
            </Button>
          </div>
        </>
      )}
    </Page>
  );
}
