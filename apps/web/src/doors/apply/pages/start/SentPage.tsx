import { Link, Navigate } from 'react-router';
import { useSystem } from '../../../../api/use-resource.ts';
import { ConfirmationPanel, Page } from '../../../../components/index.ts';
import { useText } from '../../../../i18n/index.ts';
import { useDraft } from '../../draft.ts';
import { messages } from '../../messages.ts';
import { DemoHelp } from '../../parts/DemoHelp.tsx';
import { startMessages } from './messages.ts';

export function SentPage() {
  const t = useText(startMessages).sent;
  const { demo } = useText(messages);
  const draft = useDraft();
  const system = useSystem();
  if (draft.sentTo === '') return <Navigate to="/" replace />;
  return (
    <Page title={t.title}>
      {system?.mode === 'demo' && (
        <DemoHelp>
          <p>{demo.mailbox}</p>
          <p>
            <a href="/mailbox">{demo.openMailbox}</a>
          </p>
        </DemoHelp>
      )}
      <ConfirmationPanel
        title={t.panel(draft.sentTo)}
        next={
          <ol className="roomy-list">
            {t.next.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ol>
        }
        otherwise={
          <>
            {t.otherwise.map((one) => (
              <p key={one}>{one}</p>
            ))}
            <p>
              <Link to="/contact">{t.again}</Link>
            </p>
          </>
        }
      />
    </Page>
  );
}
