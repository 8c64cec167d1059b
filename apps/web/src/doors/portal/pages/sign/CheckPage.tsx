import type { CeremonyAnswer } from '@mibun/server/schemas/services/signing';
import { Navigate, useNavigate, useParams } from 'react-router';
import { addressOf, call } from '../../../../api/call.ts';
import { ButtonLink, CopyableNumber, Dl, Loading, Page, Problem } from '../../../../components/index.ts';
import { bilingual, useDates, useText } from '../../../../i18n/index.ts';
import { Fingerprint, SignWithCard, useCardSignature } from '../../card-signature/index.ts';
import { useResidentResource } from '../../resident.tsx';
import { messages } from './messages.ts';
import { SignSteps } from './parts.tsx';

/** Second step: what is about to be signed, and the agent. */
export function CheckPage() {
  const { ceremonyId = '' } = useParams();
  const ceremony = useResidentResource('GET /api/signing/:id', { params: { id: ceremonyId } });
  if (ceremony.problem) return <Problem problem={ceremony.problem} onRetry={ceremony.reload} />;
  if (!ceremony.data) return <Loading />;
  if (ceremony.data.state === 'signed') return <Navigate to={`/sign/${ceremonyId}/done`} replace />;
  if (ceremony.data.state === 'over') return <Over />;
  return <Check ceremony={ceremony.data} />;
}

function Over() {
  const t = useText(messages);
  return (
    <Page title={t.over.title} lead={t.over.lead}>
      <div>
        <ButtonLink to="/sign">{t.over.again}</ButtonLink>
      </div>
    </Page>
  );
}

function Check({ ceremony }: { readonly ceremony: CeremonyAnswer }) {
  const t = useText(messages);
  const dates = useDates();
  const navigate = useNavigate();
  const { ceremonyId, name, pages } = ceremony;
  const params = { id: ceremonyId };
  const signature = useCardSignature({
    ceremonyId,
    name,
    pages,
    purpose: bilingual(messages.check.purpose),
    prepare: () => call('POST /api/signing/:id/prepare', { params, body: {} }),
    complete: (value) => call('POST /api/signing/:id/complete', { params, body: { signature: value } }),
    onDone: () => navigate(`/sign/${ceremonyId}/done`, { replace: true }),
  });
  return (
    <div className="stack">
      <SignSteps current={1} />
      <Page title={t.check.title} lead={t.check.lead}>
        <Dl
          items={[
            { term: t.check.name, description: <strong>{ceremony.name}</strong> },
            { term: t.check.pages, description: t.check.pageCount(ceremony.pages) },
            {
              term: t.check.digest,
              description: <Fingerprint digest={signature.digest} />,
            },
            {
              term: t.check.fileDigest,
              description: <CopyableNumber value={ceremony.sha256} label={t.check.fileDigest} groups={8} />,
            },
            { term: t.check.until, description: t.check.untilTime(dates.time(ceremony.expiresAt)) },
          ]}
        />
        <p>
          <a href={addressOf('GET /api/signing/:id/original', { params: { id: ceremonyId } })}>
            {t.check.original}
          </a>
        </p>
        <section className="stack stack-tight">
          <h2 className="sign-small-heading">{t.check.afterTitle}</h2>
          <ul className="sign-consequences">
            {t.check.after.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
        <SignWithCard signature={signature} finishing={t.check.finishing}>
          <ButtonLink variant="text" to="/sign">
            {t.check.other}
          </ButtonLink>
        </SignWithCard>
      </Page>
    </div>
  );
}
