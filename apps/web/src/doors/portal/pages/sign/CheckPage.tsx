import type { CeremonyAnswer } from '@mibun/server/schemas/services/signing';
import { useCallback } from 'react';
import { Navigate, useNavigate, useParams } from 'react-router';
import { addressOf } from '../../../../api/call.ts';
import {
  Button,
  ButtonLink,
  CopyableNumber,
  Dl,
  Loading,
  Page,
  Problem,
} from '../../../../components/index.ts';
import { useDates, useText } from '../../../../i18n/index.ts';
import { AgentNotice, AgentWaiting } from '../../../../session/AgentNotice.tsx';
import { useResidentResource } from '../../resident.tsx';
import { messages } from './messages.ts';
import { LogInAgain, SignSteps } from './parts.tsx';
import { type Signing, useSigning } from './use-signing.ts';

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
  const { ceremonyId } = ceremony;
  const onDone = useCallback(
    () => navigate(`/sign/${ceremonyId}/done`, { replace: true }),
    [navigate, ceremonyId],
  );
  const signing = useSigning(ceremony, onDone);
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
              description: (
                <>
                  {signing.digest === undefined ? (
                    <p className="quiet small">{t.check.preparing}</p>
                  ) : (
                    <CopyableNumber value={signing.digest} label={t.check.digest} groups={8} />
                  )}
                  <p className="quiet small">{t.check.digestHelp}</p>
                </>
              ),
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
        <SignButtons signing={signing} />
      </Page>
    </div>
  );
}

function SignButtons({ signing }: { readonly signing: Signing }) {
  const t = useText(messages);
  const { phase, problem, maySendAgain } = signing;
  if (phase === 'agent') {
    return (
      <AgentWaiting
        title={t.agent.title}
        text={t.agent.text}
        reopen={t.agent.reopen}
        onReopen={signing.start}
      />
    );
  }
  if (phase === 'finishing') return <Loading>{t.agent.finishing}</Loading>;
  return (
    <>
      <AgentNotice />
      {problem && <Problem problem={maySendAgain ? { ...problem, kept: t.agent.kept } : problem} />}
      <div className="cluster">
        {maySendAgain ? (
          <Button size="lg" onClick={signing.sendAgain}>
            {t.agent.resend}
          </Button>
        ) : (
          <Button
            size="lg"
            disabled={signing.digest === undefined && problem === undefined}
            onClick={signing.start}
          >
            {t.check.sign}
          </Button>
        )}
        <LogInAgain problem={problem} />
        <ButtonLink variant="text" to="/sign">
          {t.check.other}
        </ButtonLink>
      </div>
    </>
  );
}
