import type { QueueItem } from '@mibun/server/schemas/issuance/applications';
import { Link, useNavigate } from 'react-router';
import { useResource } from '../../../api/use-resource.ts';
import {
  Button,
  type Column,
  Page,
  Problem,
  Select,
  StatusBadge,
  Table,
  useTableQuery,
} from '../../../components/index.ts';
import { useDates, useSay, useText } from '../../../i18n/index.ts';
import { useLabels } from '../labels.ts';
import { messages } from './messages.ts';

const STATES = ['SCREENING', 'DEFECT', 'APPROVED'] as const;
type QueueState = (typeof STATES)[number];
const DAY = 86_400_000;

const addressOf = (id: string) => `/screening/${encodeURIComponent(id)}`;

/** The applications to be screened, oldest first, with what the machine noticed about the photo. */
export function QueuePage() {
  const t = useText(messages).queue;
  const say = useSay();
  const labels = useLabels();
  const dates = useDates();
  const navigate = useNavigate();
  const query = useTableQuery(['state']);
  const state: QueueState = STATES.find((one) => one === query.filters.state) ?? 'SCREENING';
  const queue = useResource('GET /api/screening/queue', { query: { page: query.page, state } });
  const [first] = queue.data?.items ?? [];
  const open = (row: QueueItem) => navigate(addressOf(row.id));

  const columns: readonly Column<QueueItem>[] = [
    {
      id: 'name',
      label: t.columns.name,
      head: true,
      cell: ({ id, name }) => <Link to={addressOf(id)}>{name}</Link>,
    },
    {
      id: 'end',
      label: t.columns.end,
      nowrap: true,
      cell: ({ applicationIdEnd }) => <span className="number">…{applicationIdEnd}</span>,
    },
    {
      id: 'municipality',
      label: t.columns.municipality,
      cell: ({ municipality }) => say(municipality),
    },
    { id: 'cause', label: t.columns.cause, cell: ({ cause }) => labels.cause(cause) },
    {
      id: 'received',
      label: t.columns.received,
      nowrap: true,
      cell: ({ receivedAt }) => (receivedAt === null ? '' : dates.instant(receivedAt)),
    },
    {
      id: 'waiting',
      label: t.columns.waiting,
      align: 'end',
      nowrap: true,
      cell: ({ receivedAt }) =>
        receivedAt === null
          ? ''
          : t.days(Math.max(0, Math.floor((Date.now() - Date.parse(receivedAt)) / DAY))),
    },
    {
      id: 'hints',
      label: t.columns.hints,
      cell: ({ hints }) =>
        hints.length === 0 ? (
          <span className="quiet">{t.noHints}</span>
        ) : (
          <StatusBadge tone="warning">{hints.map(say).join(' ')}</StatusBadge>
        ),
    },
  ];

  return (
    <Page
      title={t.title}
      lead={t.lead}
      width="full"
      actions={
        state === 'SCREENING' &&
        first !== undefined && (
          <Button icon="forward" iconSide="end" onClick={() => open(first)}>
            {t.start}
          </Button>
        )
      }
    >
      {queue.problem !== undefined && <Problem problem={queue.problem} onRetry={queue.reload} />}
      <Table
        caption={t.caption[state]}
        columns={columns}
        rows={queue.data?.items}
        rowKey={({ id }) => id}
        total={queue.data?.total}
        pageSize={queue.data?.pageSize}
        query={query}
        loading={queue.loading}
        onOpen={open}
        filters={
          <Select
            name="state"
            label={t.filter}
            hideLabel
            width="md"
            placeholder={null}
            value={state}
            options={STATES.map((value) => ({ value, label: t.states[value] }))}
            onValue={(value) => query.setFilter('state', value === 'SCREENING' ? '' : value)}
          />
        }
        empty={<p>{t.empty[state]}</p>}
      />
    </Page>
  );
}
