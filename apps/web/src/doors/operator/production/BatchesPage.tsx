import type { BatchView } from '@mibun/server/schemas/issuance/production';
import { Link, useNavigate } from 'react-router';
import { useResource } from '../../../api/use-resource.ts';
import { type Column, Page, Problem, StatusBadge, Table, useTableQuery } from '../../../components/index.ts';
import { useDates, useText } from '../../../i18n/index.ts';
import { BATCH_TONES, batchNumber } from '../labels.ts';
import { usePolling } from '../use-polling.ts';
import { CountsBar } from './CountsBar.tsx';
import { messages } from './messages.ts';

/** All batches, newest first. */
export function BatchesPage() {
  const t = useText(messages).batches;
  const dates = useDates();
  const navigate = useNavigate();
  const query = useTableQuery();
  const { data, problem, loading, reload } = useResource('GET /api/production/batches', {
    query: { page: query.page },
  });
  usePolling(reload, data?.items.some(({ state }) => state === 'MAKING') === true, 3000);
  const columns: readonly Column<BatchView>[] = [
    {
      id: 'batch',
      label: t.columns.batch,
      head: true,
      nowrap: true,
      cell: ({ batchId }) => (
        <Link to={`/batches/${encodeURIComponent(batchId)}`} className="number">
          {batchNumber(batchId)}
        </Link>
      ),
    },
    {
      id: 'created',
      label: t.columns.created,
      nowrap: true,
      cell: ({ createdAt }) => dates.instant(createdAt),
    },
    {
      id: 'state',
      label: t.columns.state,
      nowrap: true,
      cell: ({ state }) => <StatusBadge tone={BATCH_TONES[state]}>{t.states[state]}</StatusBadge>,
    },
    { id: 'progress', label: t.columns.progress, cell: ({ counts }) => <CountsBar counts={counts} /> },
    { id: 'total', label: t.columns.total, align: 'end', cell: ({ total }) => total },
    { id: 'by', label: t.columns.by, nowrap: true, cell: ({ createdByName }) => createdByName },
    {
      id: 'shipped',
      label: t.columns.shipped,
      nowrap: true,
      cell: ({ shippedAt }) => (shippedAt === null ? '' : dates.instant(shippedAt)),
    },
  ];
  return (
    <Page title={t.title} width="full">
      {problem !== undefined && <Problem problem={problem} onRetry={reload} />}
      <Table
        caption={t.caption}
        columns={columns}
        rows={data?.items}
        rowKey={({ batchId }) => batchId}
        total={data?.total}
        pageSize={data?.pageSize}
        query={query}
        loading={loading}
        onOpen={({ batchId }) => navigate(`/batches/${encodeURIComponent(batchId)}`)}
        empty={<p>{t.empty}</p>}
      />
    </Page>
  );
}
