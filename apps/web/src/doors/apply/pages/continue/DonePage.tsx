import { Navigate } from 'react-router';
import { ButtonLink, ConfirmationPanel, codeOf, Page } from '../../../../components/index.ts';
import { useDates, useText } from '../../../../i18n/index.ts';
import { useDraft } from '../../draft.ts';
import { continueMessages } from './messages.ts';

export function DonePage() {
  const t = useText(continueMessages).done;
  const dates = useDates();
  const { sent } = useDraft();
  if (sent === null) return <Navigate to="/" replace />;
  return (
    <Page title={t.title}>
      <ConfirmationPanel
        title={t.received(dates.instant(sent.receivedAt, { weekday: true }))}
        reference={{ label: t.reference, value: codeOf(sent.reference) }}
        next={
          <ol className="roomy-list">
            {t.next.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ol>
        }
        otherwise={<p>{t.otherwise}</p>}
      />
      <div>
        <ButtonLink to="/status" variant="outline">
          {t.status}
        </ButtonLink>
      </div>
    </Page>
  );
}
