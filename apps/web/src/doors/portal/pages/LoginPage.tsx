import type { SessionAnswer } from '@mibun/server/schemas/services/login';
import { Link, Navigate, useSearchParams } from 'react-router';
import { call } from '../../../api/call.ts';
import { Furigana, Loading, NotificationBanner, Page } from '../../../components/index.ts';
import { bilingual, useText } from '../../../i18n/index.ts';
import { CardLoginPanel } from '../../../session/CardLoginPanel.tsx';
import { useCardLogin } from '../../../session/use-card-login.ts';
import { messages } from '../messages.ts';
import { useResidentSession } from '../resident.tsx';

/** Where somebody goes after logging in: a path of this door, whatever the address says. */
function nextPath(asked: string | null): string {
  return asked?.startsWith('/') && !asked.startsWith('//') ? asked : '/';
}

export function LoginPage() {
  const { session } = useResidentSession();
  const [search] = useSearchParams();
  if (session === undefined) return <Loading />;
  if (session) return <Navigate to={nextPath(search.get('next'))} replace />;
  return <LoginForm ended={search.has('ended')} />;
}

function LoginForm({ ended }: { readonly ended: boolean }) {
  const { login: t } = useText(messages);
  const { refresh } = useResidentSession();
  const login = useCardLogin<SessionAnswer>({
    challenge: () => call('POST /api/login/challenge', { body: { audience: 'resident' } }),
    finish: (proof) => call('POST /api/login', { body: { audience: 'resident', ...proof } }),
    onDone: () => void refresh(),
    purpose: bilingual(messages.login.purpose),
  });
  const stopped = login.problem?.code.startsWith('LOGIN_C') === true && login.problem.status === 403;
  return (
    <Page title={t.title} lead={<Furigana>{t.lead}</Furigana>}>
      {ended && login.problem === undefined && (
        <NotificationBanner tone="info" title={t.ended}>
          <p>
            <Furigana>{t.endedText}</Furigana>
          </p>
        </NotificationBanner>
      )}
      <CardLoginPanel
        login={login}
        label={t.button}
        afterProblem={
          stopped && (
            <p>
              <Link to="/stopped">{t.stopped}</Link>
            </p>
          )
        }
      />
      <p className="cluster">
        <Link to="/lost">{t.lost}</Link>
        <Link to="/stopped#pin">{t.pin}</Link>
      </p>
      <div className="columns portal-apart">
        <section className="stack stack-tight">
          <h2 className="heading-small">{t.whatTitle}</h2>
          <ul>
            {t.what.map((line) => (
              <li key={line}>
                <Furigana>{line}</Furigana>
              </li>
            ))}
          </ul>
        </section>
        <section className="stack stack-tight">
          <h2 className="heading-small">{t.needTitle}</h2>
          <ul>
            {t.need.map((line) => (
              <li key={line}>
                <Furigana>{line}</Furigana>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Page>
  );
}
