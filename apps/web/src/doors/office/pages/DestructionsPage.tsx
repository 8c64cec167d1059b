import type { DestructionAnswer } from '@mibun/server/schemas/office/counter';
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

/** Cards whose destruction one person has proposed and another has to approve (domain.md §9, ROL-01). */
export function DestructionsPage() {
  const t = useText(messages);
  const text = useText(listMessages).destructions;
  const dates = useDates();
  const desk = useDesk();
  const overview = useOverview();
  const found = useResource('GET /api/office/destructions');
  const { reload } = found;
  const reloadOverview = overview?.reload;
  const changed = useCallback(() => {
    reload();
    reloadOverview?.();
  }, [reload, reloadOverview]);
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
        </>
      }
    />
  );
}
