import type { OverviewAnswer } from '@mibun/server/schemas/office/counter';
import { createContext, useContext } from 'react';
import { Link } from 'react-router';
import type { Resource } from '../../../api/use-resource.ts';
import { Dl, NotificationBanner } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { PaneHead } from './PaneHead.tsx';

/** What waits at this office, loaded once for the menu and the lists. */
export const OverviewContext = createContext<Resource<OverviewAnswer> | undefined>(undefined);

/** What waits at this office. */
export function useOverview(): Resource<OverviewAnswer> | undefined {
  return useContext(OverviewContext);
}

/** Beside a list when nobody is open: the day in numbers, and how to go on. */
export function TodayPane(props: { readonly hint: string }) {
  const t = useText(messages);
  const data = useOverview()?.data;
  return (
    <div className="stack today">
      <p className="today-hint">{props.hint}</p>
      {data !== undefined && data.arrivals.lots > 0 && (
        // The next job by name, not only as a number in the menu.
        <NotificationBanner tone="info" title={t.today.boxWaits(data.arrivals.lots)}>
          <p>
            <Link to="/arrivals">{t.today.receive}</Link>
          </p>
        </NotificationBanner>
      )}
      {data !== undefined && (
        <section className="stack stack-tight">
          <PaneHead title={t.today.title} subject="" />
          <Dl
            layout="columns"
            items={[
              { term: t.today.handedOver, description: big(t.today.cards(data.handedOverToday)) },
              { term: t.today.ready, description: big(t.today.cards(data.ready.total)) },
              {
                term: t.today.setUp,
                description: big(t.today.cards(data.setUp.waiting)),
              },
              { term: t.today.unfinished, description: big(t.today.cases(data.unfinished)) },
              {
                term: t.today.arrivals,
                description: big(t.today.arrivalsValue(data.arrivals.lots, data.arrivals.cards)),
              },
              { term: t.today.failed, description: big(t.today.cards(data.setUp.failed)) },
            ]}
          />
        </section>
      )}
      <p className="quiet">{t.keys.hint}</p>
    </div>
  );
}

function big(text: string) {
  return <span className="today-number">{text}</span>;
}
