import type { DestructionAnswer, KeptCard } from '@mibun/server/schemas/office/counter';
import { useCallback } from 'react';
import { useResource } from '../../../api/use-resource.ts';
import type { Column } from '../../../components/index.ts';
import { Problem, StatusBadge, Table } from '../../../components/index.ts';
import { dateInJapan, groupDigits, useDates, useText } from '../../../i18n/index.ts';
import { TodayPane, useOverview } from '../desk/overview.tsx';
import { useDesk } from '../desk/use-desk.ts';
import { Workspace } from '../desk/Workspace.tsx';
import { messages } from '../messages.ts';
import { listMessages } from './messages.ts';

/** Cards whose destruction waits for its second person (domain.md §9, ROL-01), and those that lie here and may be destroyed. */
export function DestructionsPage() {
  const t = useText(messages);
  const text = useText(listMessages).destructions;
  const dates = useDates();
  const desk = useDesk();
  const overview = useOverview();
  const found = useResource('GET /api/office/destructions');
  const kept = useResource('GET /api/office/kept-cards');
  const { reload } = found;
  const reloadKept = kept.reload;
  const reloadOverview = overview?.reload;
  const changed = useCallback(() => {
    reload();
    reloadKept();
    reloadOverview?.();
  }, [reload, reloadKept, reloadOverview]);
  const columns: readonly Column<DestructionAnswer>[] = [
    {
      id: 'card',
      label: text.card,
      head: true,
      cell: (row) => (
        <>
          <span className="number">{groupDigits(row.cardSerial, 5).join(' ')}</span>
          <span className="row-note">{row.reason}</span>
        </>
      ),
    },
    {
      id: 'proposed',
      label: text.proposed,
      cell: (row) => (
        <>
          {row.proposedBy}
          <span className="row-note">{dates.date(dateInJapan(row.proposedAt))}</span>
          {row.mine && <StatusBadge tone="neutral">{text.own}</StatusBadge>}
        </>
      ),
    },
  ];
  const keptColumns: readonly Column<KeptCard>[] = [
    {
      id: 'card',
      label: text.card,
      head: true,
      cell: (row) => (
        <>
          <span className="number">{groupDigits(row.cardSerial, 5).join(' ')}</span>
          <span className="row-note">{text.why[row.why]}</span>
        </>
      ),
    },
    {
      id: 'since',
      label: text.since,
      cell: (row) => (
        <>
          {dates.date(dateInJapan(row.since))}
          {row.proposed && <span className="row-note">{text.waiting}</span>}
        </>
      ),
    },
  ];
  return (
    <Workspace
      title={text.title}
      onChanged={changed}
      idle={<TodayPane hint={t.empty.destructions} />}
      list={
        <>
          {found.problem !== undefined && <Problem problem={found.problem} onRetry={reload} />}
          <Table
            caption={text.title}
            columns={columns}
            rows={found.data?.items}
            rowKey={(row) => row.id}
            selectedKey={found.data?.items.find(({ personId }) => personId === desk.person)?.id}
            loading={found.loading}
            onOpen={(row) => desk.openPerson(row.personId)}
            empty={t.empty.destructions}
          />
          {kept.problem !== undefined && <Problem problem={kept.problem} onRetry={reloadKept} />}
          <Table
            caption={text.kept}
            columns={keptColumns}
            rows={kept.data?.items}
            rowKey={(row) => row.cardId}
            selectedKey={kept.data?.items.find(({ personId }) => personId === desk.person)?.cardId}
            loading={kept.loading}
            onOpen={(row) => desk.openPerson(row.personId)}
            empty={text.keptNone}
          />
        </>
      }
    />
  );
}
