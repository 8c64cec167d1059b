import { Link, Navigate, useParams } from 'react-router';

import {
  ButtonLink,
  ConfirmationPanel,
  CopyableNumber,
  Loading,
  NotificationBanner,
  Page,
  Problem,
} from '../../../../components/index.ts';
import { dateInJapan, useDates, useText } from '../../../../i18n/index.ts';
import { useResidentResource } from '../../resident.tsx';
import { messages } from './messages.ts';
import { SignSteps } from './parts.tsx';

/** Third step: the signed document, and what to do with it. */
export function DonePage() {
  const t = useText(messages);
  const dates = useDates();
  const { ceremonyId = '' } = useParams();
  const ceremony = useResidentResource('GET /api/signing/:id', { params: { id: ceremonyId } });
  if (ceremony.problem) return <Problem problem={ceremony.problem} onRetry={ceremony.reload} />;
  if (!ceremony.data) return <Loading />;
  const { state, name, signedAt, signedSha256, documentUrl, expiresAt } = ceremony.data;
  if (state !== 'signed') return <Navigate to={`/sign/${ceremonyId}`} replace />;
  return (
    <div className="stack">
      <SignSteps current={2} />
      <Page title={t.done.title}>
        <ConfirmationPanel
          title={t.done.panel(name)}
          next={
            <div className="stack">
              {documentUrl ? (
                <div>
                  <ButtonLink size="lg" href={documentUrl}>
                    {t.done.download}
                  </ButtonLink>
                </div>
              ) : (
                <NotificationBanner tone="warning" title={t.done.gone} />
              )}
              <ol className="sign-consequences">
                {t.done.next.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ol>
              <p>
                <a href="/verify">{t.done.verify}</a>
              </p>
            </div>
          }
        />
        <div className="stack stack-tight quiet">
          {signedAt && <p>{t.done.at(dates.instant(signedAt))}</p>}
          {documentUrl && <p>{t.done.keep(dates.date(dateInJapan(expiresAt)))}</p>}
          {signedSha256 && (
            <div>
              <p>{t.done.digest}</p>
              <CopyableNumber value={signedSha256} label={t.done.digest} groups={8} />
            </div>
          )}
        </div>
        <div className="cluster">
          <Link to="/sign">{t.done.another}</Link>
          <Link to="/sign/documents">{t.done.list}</Link>
        </div>
      </Page>
    </div>
  );
}
