import type { CallItem } from '@mibun/server/schemas/office/call-centre';
import { useResource } from '../../../api/use-resource.ts';
import type { Column } from '../../../components/index.ts';
import { Page, Problem, StatusBadge, Table, useTableQuery } from '../../../components/index.ts';
import { useDates, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';

/** The operator's own calls; nobody's but theirs, and with names masked. */
export function CallsPage() {
  const t = useText(messages);
  const dates = useDates();
  const query = useTableQuery();
  const calls = useResource('GET /api/call-centre/calls', { query: { page: query.page } });
  const columns: readonly Column<CallItem>[] = [
    { id: 'at', label: t.calls.at, head: true, cell: (row) => dates.instant(row.at) },
    { id: 'caller', label: t.calls.caller, cell: (row) => t.identify.relations[row.callerRelation] },
    { id: 'holder', label: t.calls.holder, cell: (row) => row.name ?? '–' },
    {
      id: 'result',
      label: t.calls.result,
      cell: (row) =>
        row.suspendedAt !== null ? (
          <StatusBadge tone="warning">{t.calls.suspended}</StatusBadge>
        ) : (
          <StatusBadge tone={row.enough ? 'info' : 'neutral'}>
            {row.enough ? t.calls.identified : t.calls.unidentified}
          </StatusBadge>
        ),
    },
    { id: 'circumstances', label: t.calls.circumstances, cell: (row) => row.circumstances ?? '' },
  ];
  return (
    <Page title={t.calls.title} lead={t.calls.masked} width="wide">
      {calls.problem !== undefined && <Problem problem={calls.problem} onRetry={calls.reload} />}
      <Table
        caption={t.calls.caption}
        columns={columns}
        rows={calls.data?.items}
        rowKey={(row) => row.callId}
        total={calls.data?.total}
        pageSize={calls.data?.pageSize}
        query={query}
        loading={calls.loading}
        empty={t.calls.empty}
      />
    </Page>
  );
}
