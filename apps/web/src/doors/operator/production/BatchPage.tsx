import type { BatchAnswer, MakingView } from '@mibun/server/schemas/issuance/production';
import { useState } from 'react';
import { useParams } from 'react-router';
import { call } from '../../../api/call.ts';
import { useAction, useResource } from '../../../api/use-resource.ts';
import {
  Button,
  Code,
  type Column,
  DangerDialog,
  Dl,
  Loading,
  NotificationBanner,
  Page,
  Problem,
  ProgressIndicator,
  StatusBadge,
  Table,
} from '../../../components/index.ts';
import { groupDigits, useDates, useSay, useText } from '../../../i18n/index.ts';
import { BATCH_TONES, batchNumber, MAKING_TONES } from '../labels.ts';
import { usePolling } from '../use-polling.ts';
import { CardDialog } from './CardDialog.tsx';
import { CountsBar } from './CountsBar.tsx';
import { LotLists } from './LotLists.tsx';
import { messages } from './messages.ts';
import { StepBar } from './StepBar.tsx';

/** One batch: how far, card by card; shipping it when it is finished; the lot lists afterwards. */
export function BatchPage() {
  const { id = '' } = useParams();
  const t = useText(messages);
  const dates = useDates();
  const { data: batch, problem, reload } = useResource('GET /api/production/batches/:id', { params: { id } });
  const [opened, setOpened] = useState<string>();
  const [shipping, setShipping] = useState(false);
  usePolling(reload, batch?.state === 'MAKING', 1500);
  const ship = useAction(async (version: number) => {
    await call('POST /api/production/batches/:id/ship', { params: { id }, body: { version } });
    setShipping(false);
    reload();
  });
  const resume = useAction(async () => {
    const { cards } = await call('POST /api/production/batches/:id/resume', { params: { id } });
    reload();
    return cards;
  });
  const [resumed, setResumed] = useState<number>();
  if (batch === undefined) {
    return problem === undefined ? <Loading /> : <Problem problem={problem} onRetry={reload} />;
  }

  const { counts, total } = batch;
  const finished = total - counts.WAITING - counts.MAKING;
  const stopped = batch.cards.some(({ state, problem: why }) => state === 'MAKING' && why !== null);
  const bad = counts.FAILED + counts.DISCARDED;
  const consequences = [
    t.ship.consequences.cards(counts.PASSED),
    t.ship.consequences.applicants,
    ...(bad > 0 ? [t.ship.consequences.failed(bad)] : []),
    t.ship.consequences.withdrawn,
    t.ship.consequences.closed,
  ];
  return (
    <Page
      title={t.batch.title(dates.instant(batch.createdAt))}
      caption={`${t.batch.caption} ${batchNumber(batch.batchId)}`}
      width="full"
      breadcrumbs={[{ label: t.batches.title, to: '/batches' }, { label: dates.instant(batch.createdAt) }]}
      actions={
        <>
          <StatusBadge tone={BATCH_TONES[batch.state]}>{t.batches.states[batch.state]}</StatusBadge>
          {batch.state === 'READY' && <Button onClick={() => setShipping(true)}>{t.batch.ship}</Button>}
        </>
      }
    >
      {problem !== undefined && <Problem problem={problem} onRetry={reload} />}
      {batch.state === 'SHIPPED' && (
        <NotificationBanner tone="success" title={t.batch.shippedTitle} live>
          <p>{t.batch.shippedText(batch.lots.length, counts.SHIPPED)}</p>
        </NotificationBanner>
      )}
      {stopped && resumed === undefined && (
        <NotificationBanner
          tone="warning"
          title={t.batch.stoppedTitle}
          actions={
            <Button
              variant="outline"
              size="sm"
              busy={resume.busy}
              onClick={() => void resume.run().then(setResumed)}
            >
              {t.batch.resume}
            </Button>
          }
        >
          <p>{t.batch.stoppedText}</p>
        </NotificationBanner>
      )}
      {resume.problem !== undefined && <Problem problem={resume.problem} />}
      {resumed !== undefined && (
        <NotificationBanner
          tone="info"
          title={t.batch.resumed(resumed)}
          live
          onClose={() => setResumed(undefined)}
        />
      )}
      <div className="batch-head no-print">
        <div className="stack stack-tight">
          <ProgressIndicator
            label={t.batch.progress}
            value={finished}
            max={total}
            detail={t.batch.progressDone(finished, total)}
            remainingSeconds={batch.remainingSeconds ?? undefined}
          />
          <CountsBar counts={counts} />
          {batch.state === 'MAKING' && <p className="quiet small">{t.batch.canLeave}</p>}
        </div>
        <Dl
          layout="columns"
          items={[
            { term: t.batch.started, description: dates.instant(batch.createdAt) },
            { term: t.batch.by, description: batch.createdByName },
            { term: t.batch.id, description: <Code id={batch.batchId} /> },
          ]}
        />
      </div>
      {batch.lots.length > 0 && <LotLists lots={batch.lots} />}
      <div className="no-print">
        <Cards batch={batch} opened={opened} onOpen={setOpened} />
      </div>
      <CardDialog
        card={batch.cards.find(({ makingId }) => makingId === opened)}
        steps={batch.steps}
        onClose={() => setOpened(undefined)}
        onChanged={reload}
      />
      <DangerDialog
        open={shipping}
        title={t.ship.title}
        consequences={consequences}
        undo={t.ship.undo}
        confirmLabel={t.ship.confirm}
        busy={ship.busy}
        onConfirm={() => void ship.run(batch.version)}
        onClose={() => {
          setShipping(false);
          ship.clear();
        }}
      >
        {ship.problem !== undefined && <Problem problem={ship.problem} onRetry={reload} />}
      </DangerDialog>
    </Page>
  );
}

function Cards(props: {
  readonly batch: BatchAnswer;
  readonly opened: string | undefined;
  readonly onOpen: (makingId: string) => void;
}) {
  const { batch, opened, onOpen } = props;
  const t = useText(messages);
  const say = useSay();
  const columns: readonly Column<MakingView>[] = [
    { id: 'position', label: t.batch.columns.position, align: 'end', cell: ({ position }) => position },
    {
      id: 'chip',
      label: t.batch.columns.chip,
      head: true,
      nowrap: true,
      cell: ({ chipSerial }) => <span className="number">{groupDigits(chipSerial, 5).join(' ')}</span>,
    },
    {
      id: 'municipality',
      label: t.batch.columns.municipality,
      nowrap: true,
      cell: ({ municipality }) => say(municipality),
    },
    {
      id: 'state',
      label: t.batch.columns.state,
      nowrap: true,
      cell: ({ state }) => <StatusBadge tone={MAKING_TONES[state]}>{t.counts[state]}</StatusBadge>,
    },
    {
      id: 'steps',
      label: t.batch.columns.steps,
      cell: (card) => <StepBar card={card} steps={batch.steps} />,
    },
    {
      id: 'gates',
      label: t.batch.columns.gates,
      cell: ({ gates }) => <GateSummary gates={gates} />,
    },
  ];
  return (
    <Table
      caption={t.batch.cards}
      columns={columns}
      rows={batch.cards}
      rowKey={({ makingId }) => makingId}
      selectedKey={opened}
      onOpen={({ makingId }) => onOpen(makingId)}
      empty={<p>{t.batch.empty}</p>}
    />
  );
}

function GateSummary({ gates }: { readonly gates: MakingView['gates'] }) {
  const t = useText(messages).batch;
  const failed = gates.filter(({ ok }) => !ok).length;
  if (gates.length === 0) return <span className="quiet">{t.gatesNone}</span>;
  return (
    <span className="gate-summary">
      <span className="gate-marks" aria-hidden="true">
        {gates.map(({ gate, ok }) => (
          <span key={gate} data-ok={ok} />
        ))}
      </span>
      {failed === 0 ? t.gatesOk : t.gatesFailed(failed)}
    </span>
  );
}
