import type { MeAnswer } from '@mibun/server/schemas/services/disclosure';
import { Link } from 'react-router';
import {
  ButtonLink,
  Furigana,
  Loading,
  NotificationBanner,
  Page,
  Problem,
} from '../../../components/index.ts';
import { dateInJapan, type Texts, useLanguage, useText } from '../../../i18n/index.ts';
import { homeMessages } from '../home-messages.ts';
import { LogEntry } from '../log/LogEntry.tsx';
import { MyCard } from '../parts/MyCard.tsx';
import { MyCertificates } from '../parts/MyCertificates.tsx';
import { MyData } from '../parts/MyData.tsx';
import { ToCome } from '../parts/ToCome.tsx';
import { WorksToday } from '../parts/WorksToday.tsx';
import { useResidentResource } from '../resident.tsx';

const RECENT = 3;

/** The card, what works with it today, what comes next, and who looked. */
export function HomePage() {
  const me = useResidentResource('GET /api/portal/me');
  if (me.data === undefined) {
    return me.problem ? <Problem problem={me.problem} onRetry={me.reload} /> : <Loading />;
  }
  return <Home me={me.data} />;
}

function Home({ me }: { readonly me: MeAnswer }) {
  const { home: t } = useText(homeMessages);
  const language = useLanguage();
  const today = dateInJapan(new Date());
  return (
    <Page title={headline(me, t)} width="wide">
      {me.upcoming && (
        <NotificationBanner tone="info" title={t.coming(me.upcoming.stateLabel[language])}>
          <p>
            <Furigana>{t.comingText}</Furigana>
          </p>
        </NotificationBanner>
      )}
      {me.card ? (
        <div className="home-card">
          <MyCard me={me} card={me.card} />
          <section className="stack stack-tight" aria-labelledby="works-today">
            <h2 id="works-today">{t.today}</h2>
            <WorksToday uses={me.today} />
          </section>
        </div>
      ) : (
        <div className="stack">
          <p>
            <Furigana>{t.noCardText}</Furigana>
          </p>
          <div>
            <ButtonLink href="/apply">{t.apply}</ButtonLink>
          </div>
        </div>
      )}
      <div className="home-columns">
        {me.card && (
          <section className="stack stack-tight" aria-labelledby="to-come">
            <h2 id="to-come">{t.schedule}</h2>
            <ToCome me={me} today={today} />
          </section>
        )}
        <RecentLooks />
      </div>
      {me.card && (
        <section className="stack stack-tight" aria-labelledby="certificates">
          <h2 id="certificates">
            <Furigana>{t.certificates}</Furigana>
          </h2>
          <MyCertificates certificates={me.certificates} />
        </section>
      )}
      <section className="stack stack-tight" aria-labelledby="my-data">
        <h2 id="my-data">{t.attributes}</h2>
        <MyData person={me.person} />
        <p className="small quiet measure">
          <Furigana>{t.attributesText}</Furigana>
        </p>
      </section>
    </Page>
  );
}

function headline(me: MeAnswer, t: Texts<typeof homeMessages>['home']): string {
  if (!me.card) return t.noCard;
  const working = me.today.filter(({ works }) => works).length;
  if (working === me.today.length) return t.allWorks;
  return working > 0 ? t.someWorks : t.nothingWorks;
}

function RecentLooks() {
  const { home: t } = useText(homeMessages);
  const log = useResidentResource('GET /api/portal/access-log', { query: { own: 'false' } });
  const entries = log.data?.entries.slice(0, RECENT);
  return (
    <section className="stack stack-tight" aria-labelledby="recent-looks">
      <h2 id="recent-looks">
        <Furigana>{t.recent}</Furigana>
      </h2>
      {entries === undefined ? (
        log.problem ? (
          <Problem problem={log.problem} onRetry={log.reload} />
        ) : (
          <Loading />
        )
      ) : entries.length === 0 ? (
        <p>
          <Furigana>{t.recentNone}</Furigana>
        </p>
      ) : (
        <ul className="log-list">
          {entries.map((entry) => (
            <LogEntry key={entry.id} entry={entry} withDate />
          ))}
        </ul>
      )}
      <p>
        <Link to="/log">{t.recentAll}</Link>
      </p>
    </section>
  );
}
