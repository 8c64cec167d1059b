import type { AccessLogEntry } from '@mibun/server/schemas/services/disclosure';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { call } from '../../../api/call.ts';
import { useAction } from '../../../api/use-resource.ts';
import { Button, Checkbox, Furigana, Loading, Page, Problem } from '../../../components/index.ts';
import { useDates, useText } from '../../../i18n/index.ts';
import { byDay } from '../log/days.ts';
import { LogEntry } from '../log/LogEntry.tsx';
import { logMessages } from '../log/messages.ts';
import { useResidentResource, useResidentSession } from '../resident.tsx';

/** Who looked at the person's record, day by day (USE-05). */
export function AccessLogPage() {
  const { log: t } = useText(logMessages);
  const [own, setOwn] = useState(false);
  const me = useResidentResource('GET /api/portal/me');
  const phone = me.data?.person.office.phone;
  return (
    <Page title={t.title} lead={<Furigana>{t.lead}</Furigana>}>
      <Checkbox name="own" label={t.own} checked={own} onValue={setOwn} />
      <Entries key={String(own)} own={own} />
      {phone !== undefined && (
        <section className="stack stack-tight portal-apart">
          <h2>{t.doubt}</h2>
          <p>{t.doubtText(phone)}</p>
          <p>
            <Link to="/lost">{t.stop}</Link>
          </p>
        </section>
      )}
    </Page>
  );
}

function Entries({ own }: { readonly own: boolean }) {
  const { log: t } = useText(logMessages);
  const dates = useDates();
  const { refresh } = useResidentSession();
  const [entries, setEntries] = useState<readonly AccessLogEntry[]>();
  const [before, setBefore] = useState<number | null>();
  const more = useAction(async () => {
    const page = await call('GET /api/portal/access-log', {
      query: { own: own ? 'true' : 'false', before: before ?? undefined },
    });
    setEntries((known) => [...(known ?? []), ...page.entries]);
    setBefore(page.before);
  });
  const { run, problem } = more;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first page, once
  useEffect(() => {
    void run();
  }, []);
  useEffect(() => {
    if (problem?.code === 'LOGIN_NEEDED') void refresh();
  }, [problem, refresh]);

  if (entries === undefined) return problem ? <Problem problem={problem} onRetry={run} /> : <Loading />;
  return (
    <>
      {entries.length === 0 && <p>{own ? t.empty : t.emptyOthers}</p>}
      {byDay(entries).map((day) => (
        <section className="stack stack-tight" key={day.date}>
          <h2 className="heading-small">{dates.date(day.date, { weekday: true })}</h2>
          <ul className="log-list">
            {day.entries.map((entry) => (
              <LogEntry key={entry.id} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
      {problem && <Problem problem={problem} onRetry={run} />}
      {before ? (
        <div>
          <Button variant="outline" busy={more.busy} onClick={run}>
            {t.older}
          </Button>
        </div>
      ) : (
        entries.length > 0 && <p className="small quiet">{t.end}</p>
      )}
    </>
  );
}
