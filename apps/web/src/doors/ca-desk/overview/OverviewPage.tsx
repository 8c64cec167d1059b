import type { OverviewAnswer } from '@mibun/server/schemas/authority/ca-desk';
import { Link } from 'react-router';
import { Loading, Page, Problem } from '../../../components/index.ts';
import { formatCount, useDates, useLanguage, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { useOverview } from '../use-overview.ts';
import { Attention } from './Attention.tsx';
import { DayChart } from './DayChart.tsx';
import { ShardPicture } from './ShardPicture.tsx';
import { TrafficChart } from './TrafficChart.tsx';

/** What needs a hand and when, then what the CAs do: issued and ended by day, CRLs, status questions. */
export function OverviewPage() {
  const t = useText(messages).overview;
  const dates = useDates();
  const { data, problem, reload } = useOverview();
  if (data === undefined) {
    return problem === undefined ? <Loading /> : <Problem problem={problem} onRetry={reload} />;
  }
  return (
    <Page title={t.title} width="full" caption={t.at(dates.instant(data.at))}>
      {problem !== undefined && <Problem problem={problem} onRetry={reload} />}
      <Figures data={data} />
      <div className="ca-overview">
        <section className="stack stack-tight" aria-labelledby="attention">
          <h2 id="attention">{t.attention}</h2>
          <Attention items={data.attention} />
        </section>
        <div className="stack">
          <section className="stack stack-tight" aria-labelledby="issued">
            <h2 id="issued">{t.issued}</h2>
            <DayChart days={data.days} />
          </section>
          <section className="stack stack-tight" aria-labelledby="traffic">
            <h2 id="traffic">{t.traffic}</h2>
            <TrafficChart ocsp={data.ocsp} at={data.at} />
          </section>
        </div>
        <section className="stack stack-tight ca-wide" aria-labelledby="shards">
          <h2 id="shards">{t.shards}</h2>
          <ShardPicture crls={data.crls} at={data.at} />
          <p>
            <Link to="/crls">{t.allCrls}</Link>
          </p>
        </section>
      </div>
    </Page>
  );
}

function Figures({ data }: { readonly data: OverviewAnswer }) {
  const t = useText(messages).overview;
  const language = useLanguage();
  const sum = (...states: readonly string[]) =>
    data.authorities
      .flatMap(({ generations }) => generations)
      .flatMap(({ totals }) => totals)
      .filter(({ state }) => states.includes(state))
      .reduce((total, { count }) => total + count, 0);
  const today = data.days.at(-1);
  const numbers = [
    { label: t.figures.active, value: sum('ACTIVE') },
    { label: t.figures.held, value: sum('PENDING', 'HELD', 'HELD_FINAL') },
    { label: t.figures.revoked, value: sum('REVOKED') },
    { label: t.figures.issuedToday, value: (today?.signature ?? 0) + (today?.authentication ?? 0) },
    { label: t.figures.endedToday, value: today?.ended ?? 0 },
    { label: t.figures.answers, value: data.ocsp.answers },
  ];
  return (
    <dl className="ca-figures" aria-label={t.numbers}>
      {numbers.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{formatCount(value, language)}</dd>
        </div>
      ))}
    </dl>
  );
}
