import type { IncidentView, WaitingApplication } from '@mibun/server/schemas/issuance/production';
import { Link, useNavigate } from 'react-router';
import { call } from '../../../api/call.ts';
import { useAction, useResource } from '../../../api/use-resource.ts';
import {
  type Column,
  DecisionButton,
  Loading,
  NotificationBanner,
  Page,
  Problem,
  StatusBadge,
  Table,
} from '../../../components/index.ts';
import { formatCount, useDates, useLanguage, useSay, useText } from '../../../i18n/index.ts';
import { batchNumber, useLabels } from '../labels.ts';
import { usePolling } from '../use-polling.ts';
import { AgeChart } from './AgeChart.tsx';
import { messages } from './messages.ts';

const EVERY = 5000;
const LARGEST_BATCH = 100;

/** What waits, what is being made, what went wrong; and the button that starts a batch. */
export function OverviewPage() {
  const t = useText(messages).overview;
  const language = useLanguage();
  const navigate = useNavigate();
  const { data, problem, reload } = useResource('GET /api/production/overview');
  usePolling(reload, true, EVERY);
  const start = useAction(async () => {
    const { batchId } = await call('POST /api/production/batches');
    void navigate(`/batches/${encodeURIComponent(batchId)}`);
  });
  if (data === undefined) {
    return problem === undefined ? <Loading /> : <Problem problem={problem} onRetry={reload} />;
  }
  const { approved, cards } = data;
  const count = (n: number) => formatCount(n, language);
  const mine = approved.count - approved.forOthers;
  const size = Math.min(mine, LARGEST_BATCH);
  const numbers = [
    { label: t.approved, value: approved.more ? t.more(count(approved.count)) : count(approved.count) },
    { label: t.express, value: count(approved.express) },
    { label: t.making, value: count(cards.WAITING + cards.MAKING) },
    { label: t.passed, value: count(cards.PASSED) },
    { label: t.shipped, value: count(cards.SHIPPED) },
    { label: t.failed, value: count(cards.FAILED + cards.DISCARDED) },
  ];
  return (
    <Page
      title={t.title}
      width="full"
      actions={
        <DecisionButton item="batch" disabled={mine === 0} busy={start.busy} onClick={() => void start.run()}>
          {mine === 0 ? t.startNone : t.start(size)}
        </DecisionButton>
      }
    >
      {approved.forOthers > 0 && (
        <NotificationBanner tone="info" title={t.forOthers(count(approved.forOthers))}>
          <p>{t.forOthersText}</p>
        </NotificationBanner>
      )}
      {start.problem !== undefined && <Problem problem={start.problem} />}
      {problem !== undefined && <Problem problem={problem} onRetry={reload} />}
      <dl className="figures" aria-label={t.numbers}>
        {numbers.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="overview">
        <Waiting rows={data.waiting} total={approved.count} />
        <section className="stack stack-tight" aria-labelledby="ages">
          <h2 id="ages">{t.ages}</h2>
          <p className="quiet small">{t.agesLead}</p>
          <AgeChart ages={data.ages} />
        </section>
      </div>
      <Incidents rows={data.incidents} />
    </Page>
  );
}

function Waiting(props: { readonly rows: readonly WaitingApplication[]; readonly total: number }) {
  const t = useText(messages).overview;
  const say = useSay();
  const labels = useLabels();
  const dates = useDates();
  const columns: readonly Column<WaitingApplication>[] = [
    {
      id: 'application',
      label: t.columns.application,
      head: true,
      nowrap: true,
      cell: ({ application }) => <span className="number">{application}</span>,
    },
    {
      id: 'municipality',
      label: t.columns.municipality,
      nowrap: true,
      cell: ({ municipality }) => say(municipality),
    },
    {
      id: 'cause',
      label: t.columns.cause,
      nowrap: true,
      cell: ({ cause, express }) => (
        <span className="cluster cluster-tight">
          {labels.cause(cause)}
          {express && <StatusBadge tone="warning">{t.expressBadge}</StatusBadge>}
        </span>
      ),
    },
    {
      id: 'received',
      label: t.columns.received,
      nowrap: true,
      cell: ({ receivedAt }) => (receivedAt === null ? '' : dates.instant(receivedAt)),
    },
  ];
  return (
    <Table
      caption={t.waiting}
      columns={columns}
      rows={props.rows}
      total={props.total}
      rowKey={({ application }) => application}
      empty={<p>{t.waitingEmpty}</p>}
      maxHeight="22rem"
    />
  );
}

function Incidents({ rows }: { readonly rows: readonly IncidentView[] }) {
  const t = useText(messages).overview;
  const say = useSay();
  const dates = useDates();
  const columns: readonly Column<IncidentView>[] = [
    { id: 'at', label: t.incidentColumns.at, nowrap: true, cell: ({ at }) => dates.instant(at) },
    {
      id: 'chip',
      label: t.incidentColumns.chip,
      head: true,
      nowrap: true,
      cell: ({ chipSerial }) => <span className="number">{chipSerial}</span>,
    },
    {
      id: 'municipality',
      label: t.incidentColumns.municipality,
      nowrap: true,
      cell: ({ municipality }) => say(municipality),
    },
    {
      id: 'what',
      label: t.incidentColumns.what,
      cell: ({ kind, gates }) => (
        <span className="stack stack-tight">
          <span>
            <StatusBadge tone={kind === 'quality-gate' ? 'error' : 'warning'}>{t.kinds[kind]}</StatusBadge>
          </span>
          {gates.map((gate) => (
            <span key={gate.en}>{say(gate)}</span>
          ))}
        </span>
      ),
    },
    {
      id: 'batch',
      label: t.incidentColumns.batch,
      nowrap: true,
      cell: ({ batchId }) => (
        <Link to={`/batches/${encodeURIComponent(batchId)}`}>{batchNumber(batchId)}</Link>
      ),
    },
  ];
  return (
    <Table
      caption={t.incidents}
      columns={columns}
      rows={rows}
      rowKey={({ incidentId }) => incidentId}
      empty={<p>{t.incidentsEmpty}</p>}
    />
  );
}
