import type { BegunAnswer, ConsentView } from '@mibun/server/schemas/services/linking';
import { useCallback, useState } from 'react';
import { Navigate, useParams } from 'react-router';
import { call } from '../../../../api/call.ts';
import { useAction } from '../../../../api/use-resource.ts';
import { Button, ButtonLink, Loading, Page, Problem } from '../../../../components/index.ts';
import { bilingual, useLanguage, useText } from '../../../../i18n/index.ts';
import { useResidentResource } from '../../resident.tsx';
import { Done } from './Done.tsx';
import { messages } from './messages.ts';
import { SignText } from './SignText.tsx';

/** What a withdrawal means, then the signature (LAT-04). */
export function WithdrawPage() {
  const { consentId } = useParams();
  const { data, problem, reload } = useResidentResource('GET /api/portal/consents');
  if (problem) return <Problem problem={problem} onRetry={reload} />;
  if (!data) return <Loading />;
  const consent = data.consents.find((one) => one.consentId === consentId);
  if (!consent?.mayWithdraw) return <Navigate to="/consents" replace />;
  return <Withdraw consent={consent} />;
}

function Withdraw({ consent }: { readonly consent: ConsentView }) {
  const { withdraw: t, sign, done } = useText(messages);
  const language = useLanguage();
  const [begun, setBegun] = useState<BegunAnswer>();
  const [signed, setSigned] = useState(false);
  const onDone = useCallback(() => setSigned(true), []);
  const { run, busy, problem } = useAction(async () => {
    setBegun(
      await call('POST /api/portal/consents/:id/withdrawal', {
        params: { id: consent.consentId },
        body: { language },
      }),
    );
  });
  const service = consent.service[language];
  if (signed) return <Done title={done.withdrew(service)} next={done.withdrewNext} />;
  if (begun) {
    return (
      <SignText
        title={sign.withdrawTitle}
        begun={begun}
        name={sign.withdrawName(service)}
        purpose={bilingual(messages.sign.withdrawPurpose)}
        onDone={onDone}
        onCancel={() => setBegun(undefined)}
      />
    );
  }
  return (
    <Page title={t.title} lead={t.lead(service)}>
      <section className="stack stack-tight">
        <h2 className="heading-small">{t.resultsTitle}</h2>
        <ul className="portal-list">
          {t.results.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
      {problem && <Problem problem={problem} />}
      <div className="cluster">
        <Button size="lg" busy={busy} onClick={run}>
          {t.next}
        </Button>
        <ButtonLink size="lg" variant="outline" to="/consents">
          {t.keep}
        </ButtonLink>
      </div>
    </Page>
  );
}
