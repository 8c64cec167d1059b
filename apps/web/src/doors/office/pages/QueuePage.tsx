import type { OfficeQueueItem, QueueList } from '@mibun/server/schemas/office/counter';
import { useCallback } from 'react';
import { useResource } from '../../../api/use-resource.ts';
import type { Column } from '../../../components/index.ts';
import { Problem, StatusBadge, shortCode, Table, useTableQuery } from '../../../components/index.ts';
import { useDates, useSay, useText } from '../../../i18n/index.ts';
import { TodayPane, useOverview } from '../desk/overview.tsx';
import { useDesk } from '../desk/use-desk.ts';
import { Workspace } from '../desk/Workspace.tsx';
import { messages } from '../messages.ts';
import { setUpTone } from '../person/tones.ts';
import { SetUpAll } from './SetUpAll.tsx';

const LISTS = ['ready', 'set-up', 'overdue', 'unfinished'] as const satisfies readonly QueueList[];

/** The queue of the counter: who can pick up, what is to be set up, who is overdue, what was not finished. */
export function QueuePage() {
  const t = useText(messages);
  const desk = useDesk();
  const query = useTableQuery(['list']);
  const overview = useOverview();
  const list = LISTS.find((one) => one === query.filters.list) ?? 'ready';
  const queue = useResource('GET /api/office/queue', {
    query: { list, reference: query.search, page: query.page },
  });
  const reload = queue.reload;
  const reloadOverview = overview?.reload;
  const changed = useCallback(() => {
    reload();
    reloadOverview?.();
  }, [reload, reloadOverview]);
  const columns = useColumns(list);

  const counts = overview?.data && {
    ready: overview.data.ready.total,
    'set-up': overview.data.setUp.waiting,
    overdue: overview.data.ready.overdue,
    unfinished: overview.data.unfinished,
  };

  return (
    <Workspace
      title={t.nav.queue}
      onChanged={changed}
      idle={<TodayPane hint={t.pane.noPerson} />}
      list={
        <>
          <fieldset className="list-switch">
            <legend className="visually-hidden">{t.lists.label}</legend>
            {LISTS.map((one) => (
              <button
                type="button"
                key={one}
                aria-pressed={one === list}
                onClick={() => query.setFilter('list', one === 'ready' ? '' : one)}
              >
                <span>{t.lists[one]}</span>
                <strong>{counts?.[one] ?? ''}</strong>
              </button>
            ))}
          </fieldset>
          {queue.problem !== undefined && <Problem problem={queue.problem} onRetry={queue.reload} />}
          {list === 'set-up' && queue.data !== undefined && (
            <SetUpAll items={queue.data.items} onProgress={changed} />
          )}
          <Table
            caption={t.lists[list]}
            columns={columns}
            rows={queue.data?.items}
            rowKey={(row) => row.application}
            total={queue.data?.total}
            pageSize={queue.data?.pageSize}
            query={{ ...query, filtered: query.search !== '' }}
            searchable
            loading={queue.loading}
            selectedKey={queue.data?.items.find((item) => item.personId === desk.person)?.application}
            onOpen={(row) => desk.openPerson(row.personId)}
            empty={t.empty[list]}
          />
        </>
      }
    />
  );
}

function useColumns(list: QueueList): readonly Column<OfficeQueueItem>[] {
  const t = useText(messages);
  const say = useSay();
  const dates = useDates();
  const person: Column<OfficeQueueItem> = {
    id: 'person',
    label: t.columns.person,
    head: true,
    cell: (row) => (
      <>
        {row.name}
        <span className="row-kana">{row.nameKana}</span>
      </>
    ),
  };
  const state: Column<OfficeQueueItem> = {
    id: 'state',
    nowrap: true,
    label: list === 'set-up' || list === 'unfinished' ? t.columns.state : t.columns.deadline,
    cell: (row) => (
      <>
        {list === 'set-up' ? (
          <StatusBadge tone={setUpTone(row.setUp.state)}>{t.setUpState[row.setUp.state]}</StatusBadge>
        ) : list === 'unfinished' ? (
          row.visit !== null && <StatusBadge tone="info">{say(row.visit.title)}</StatusBadge>
        ) : (
          row.deadline !== null && (
            <span className={row.overdue ? 'row-overdue' : undefined}>{dates.date(row.deadline)}</span>
          )
        )}
        <span className="row-note number">{shortCode(row.application)}</span>
      </>
    ),
  };
  return [person, state];
}
