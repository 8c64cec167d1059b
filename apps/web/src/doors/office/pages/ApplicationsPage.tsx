import type { QueueItem } from '@mibun/server/schemas/issuance/applications';
import { useSearchParams } from 'react-router';
import { useResource } from '../../../api/use-resource.ts';
import type { Column } from '../../../components/index.ts';
import {
  Loading,
  NotificationBanner,
  Problem,
  Select,
  Table,
  useTableQuery,
} from '../../../components/index.ts';
import { useDates, useText } from '../../../i18n/index.ts';
import { TodayPane } from '../desk/overview.tsx';
import { Panes } from '../desk/Panes.tsx';
import { messages } from '../messages.ts';
import { useCause } from '../person/use-cause.ts';
import { ApplicationSeen } from './ApplicationSeen.tsx';
import { listMessages } from './messages.ts';

const STATES = ['SCREENING', 'DEFECT', 'APPROVED'] as const;

/** Applications under way, to be looked at and not decided here (domain.md §9). */
export function ApplicationsPage() {
  const t = useText(messages);
  const text = useText(listMessages).applications;
  const dates = useDates();
  const causeOf = useCause();
  const query = useTableQuery(['state']);
  const [params, setParams] = useSearchParams();
  const state = STATES.find((one) => one === query.filters.state) ?? 'SCREENING';
  const queue = useResource('GET /api/screening/queue', { query: { state, page: query.page } });
  const id = params.get('application');
  const open = useResource('GET /api/screening/:id', id === null ? null : { params: { id } });
  const show = (application: string | undefined) =>
    setParams((before) => {
      const after = new URLSearchParams(before);
      if (application === undefined) after.delete('application');
      else after.set('application', application);
      return after;
    });
  const columns: readonly Column<QueueItem>[] = [
    {
      id: 'person',
      label: text.person,
      head: true,
      cell: (row) => (
        <>
          {row.name}
          <span className="row-note">{causeOf(row.cause)}</span>
        </>
      ),
    },
    {
      id: 'received',
      label: text.received,
      cell: (row) => (
        <>
          {row.receivedAt === null ? '–' : dates.instant(row.receivedAt)}
          <span className="row-note number">…{row.applicationIdEnd}</span>
        </>
      ),
    },
  ];
  return (
    <Panes
      title={text.title}
      depth={id === null ? 'list' : 'person'}
      onBack={() => show(undefined)}
      list={
        <>
          <NotificationBanner tone="info" title={text.readOnly} />
          {queue.problem !== undefined && <Problem problem={queue.problem} onRetry={queue.reload} />}
          <Table
            caption={text.states[state]}
            columns={columns}
            rows={queue.data?.items}
            rowKey={(row) => row.id}
            total={queue.data?.total}
            pageSize={queue.data?.pageSize}
            query={{ ...query, filtered: false }}
            selectedKey={id ?? undefined}
            loading={queue.loading}
            onOpen={(row) => show(row.id)}
            empty={t.empty.applications}
            filters={
              <Select
                name="state"
                label={text.state}
                hideLabel
                placeholder={null}
                options={STATES.map((value) => ({ value, label: text.states[value] }))}
                value={state}
                onValue={(value) => query.setFilter('state', value === 'SCREENING' ? '' : value)}
              />
            }
          />
        </>
      }
      person={
        id === null ? (
          <TodayPane hint={t.pane.noPerson} />
        ) : open.data?.id === id ? (
          <ApplicationSeen application={open.data} />
        ) : open.problem !== undefined ? (
          <Problem problem={open.problem} onRetry={open.reload} />
        ) : (
          <Loading />
        )
      }
    />
  );
}
