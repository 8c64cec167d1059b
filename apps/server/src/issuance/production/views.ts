import type { MakingState } from '@mibun/rules';
import { type Actor, allErrors, type Tx } from '../../platform/index.ts';
import type { Lot } from './api.ts';
import { QUEUE_LIMIT } from './batch.ts';
import type { Context } from './context.ts';
import { listLots } from './lots-store.ts';
import { leftFor } from './may-make.ts';
import { inMakingOrder, isExpress } from './order.ts';
import type {
  BatchAnswer,
  BatchesAnswer,
  BatchState,
  BatchView,
  LotView,
  MakingView,
  OverviewAnswer,
  StateCounts,
} from './schemas.ts';
import { GATES, type GateName, STEPS } from './steps.ts';
import {
  countBatches,
  countStates,
  findBatch,
  gatesOf,
  listBatches,
  listIncidents,
  makingsOfBatch,
  stepsOf,
} from './store.ts';
import type { Batch, CheckedGate, DoneStep, Making } from './tables.ts';

const PAGE_SIZE = 25;
const SHOWN_WAITING = 25;
const SHOWN_INCIDENTS = 10;
const AGE_LIMITS = [1, 3, 7, 14] as const;
const DAY = 86_400_000;

export async function overview(context: Context, tx: Tx, viewer: Actor): Promise<OverviewAnswer> {
  const now = context.platform.clock.now().getTime();
  const waiting = await context.applications.inState(tx, 'APPROVED', { limit: QUEUE_LIMIT });
  const days = waiting.map(({ receivedAt, changedAt }) => (now - (receivedAt ?? changedAt).getTime()) / DAY);
  const townName = (code: string) => context.residents.municipality(code).name;
  return {
    approved: {
      count: waiting.length,
      more: waiting.length === QUEUE_LIMIT,
      express: waiting.filter(isExpress).length,
      forOthers: waiting.length - (await leftFor(context, tx, viewer, waiting)).length,
    },
    ages: [...AGE_LIMITS, null].map((upToDays, index) => {
      const from = AGE_LIMITS[index - 1] ?? Number.NEGATIVE_INFINITY;
      const to = upToDays ?? Number.POSITIVE_INFINITY;
      return { upToDays, count: days.filter((age) => age > from && age <= to).length };
    }),
    waiting: inMakingOrder(waiting)
      .slice(0, SHOWN_WAITING)
      .map((application) => ({
        application: application.id,
        municipality: townName(application.municipality),
        cause: application.cause,
        express: isExpress(application),
        receivedAt: application.receivedAt?.toISOString() ?? null,
      })),
    cards: countsOf(await countStates(tx)),
    incidents: (await listIncidents(tx, SHOWN_INCIDENTS)).map((incident) => ({
      incidentId: incident.incidentId,
      batchId: incident.batchId,
      chipSerial: incident.chipSerial,
      municipality: townName(incident.municipality),
      kind: incident.kind,
      gates: incident.gates
        .split(',')
        .filter(isGate)
        .map((gate) => GATES[gate]),
      at: incident.at.toISOString(),
    })),
  };
}

export async function batchList(tx: Tx, page: number): Promise<BatchesAnswer> {
  const batches = await listBatches(tx, PAGE_SIZE, (page - 1) * PAGE_SIZE);
  const counts = await countStates(
    tx,
    batches.map(({ batchId }) => batchId),
  );
  const ofBatch = (id: string) => countsOf(counts.filter(({ batchId }) => batchId === id));
  return {
    items: batches.map((batch) => batchView(batch, ofBatch(batch.batchId))),
    total: await countBatches(tx),
    page,
    pageSize: PAGE_SIZE,
  };
}

export async function batchDetail(context: Context, tx: Tx, batchId: string): Promise<BatchAnswer> {
  const batch = await findBatch(tx, batchId);
  const makings = await makingsOfBatch(tx, batchId);
  const ids = makings.map(({ makingId }) => makingId);
  const steps = await stepsOf(tx, ids);
  const gates = await gatesOf(tx, ids);
  const cards: MakingView[] = [];
  for (const making of makings) cards.push(makingView(context, making, steps, gates));
  const counts = countsOf(makings.map(({ state }) => ({ state, count: 1 })));
  return {
    ...batchView(batch, counts),
    steps: Object.entries(STEPS).map(([step, label]) => ({ step, ...label })),
    cards,
    lots: (await listLots(tx, { batchId })).map((lot) => lotView(context, lot)),
    remainingSeconds: remainingSeconds(cards),
  };
}

export function lotView({ residents }: Context, lot: Lot): LotView {
  return {
    lotId: lot.lotId,
    batchId: lot.batchId,
    municipality: { code: lot.municipality, ...residents.municipality(lot.municipality).name },
    shippedAt: lot.shippedAt.toISOString(),
    receivedAt: lot.receivedAt?.toISOString() ?? null,
    chipSerials: lot.cards.map(({ chipSerial }) => chipSerial),
  };
}

function makingView(
  { residents }: Context,
  making: Making,
  steps: readonly DoneStep[],
  gates: readonly CheckedGate[],
): MakingView {
  const mine = <Row extends { makingId: string }>(rows: readonly Row[]) =>
    rows.filter(({ makingId }) => makingId === making.makingId);
  const done = mine(steps);
  const results = new Map(mine(gates).map((result) => [result.gate, result]));
  return {
    makingId: making.makingId,
    position: making.position + 1,
    application: making.application,
    chipSerial: making.chipSerial,
    cardId: making.cardId,
    municipality: residents.municipality(making.municipality).name,
    state: making.state,
    attempts: making.attempts,
    problem: making.problem,
    problemWords: wordsOf(making.problem),
    steps: done.map(({ step, doneAt }) => ({ step, doneAt: doneAt.toISOString() })),
    gates: (Object.keys(GATES) as GateName[]).flatMap((gate) => {
      const result = results.get(gate);
      const { rule } = GATES[gate];
      return result ? [{ gate, rule, label: GATES[gate], ok: result.ok, detail: result.detail }] : [];
    }),
    hasFaces: making.cardId !== null && done.some(({ step }) => step === 'render-faces'),
  };
}

/** Of the system's own refusals; what else has stopped a card is for the log. */
function wordsOf(problem: string | null): MakingView['problemWords'] {
  const known = problem === null ? undefined : allErrors().find(({ code }) => code === problem);
  return known ? { title: known.title, next: known.next } : null;
}

function batchView(batch: Batch, counts: StateCounts): BatchView {
  return {
    batchId: batch.batchId,
    version: batch.version,
    state: batchState(batch, counts),
    createdAt: batch.createdAt.toISOString(),
    createdByName: batch.createdByName,
    shippedAt: batch.shippedAt?.toISOString() ?? null,
    total: Object.values(counts).reduce((sum, count) => sum + count, 0),
    counts,
  };
}

function batchState({ shippedAt }: Batch, counts: StateCounts): BatchState {
  if (shippedAt) return 'SHIPPED';
  if (counts.WAITING + counts.MAKING > 0) return 'MAKING';
  return counts.PASSED > 0 ? 'READY' : 'EMPTY';
}

function countsOf(rows: readonly { readonly state: MakingState; readonly count: number }[]): StateCounts {
  const counts = { WAITING: 0, MAKING: 0, PASSED: 0, FAILED: 0, SHIPPED: 0, DISCARDED: 0 };
  for (const { state, count } of rows) counts[state] += count;
  return counts;
}

/** What the finished cards took on average from their first to their last step, for those that are left. */
function remainingSeconds(cards: readonly MakingView[]): number | null {
  const left = cards.filter(({ state }) => state === 'WAITING' || state === 'MAKING').length;
  const times = cards.flatMap(({ steps, state }) => {
    const [first, last] = [steps[0], steps.at(-1)];
    if (state !== 'PASSED' || !first || !last) return [];
    return [(Date.parse(last.doneAt) - Date.parse(first.doneAt)) / 1000];
  });
  if (left === 0 || times.length === 0) return null;
  return Math.ceil((left * times.reduce((sum, time) => sum + time, 0)) / times.length);
}

const isGate = (name: string): name is GateName => name in GATES;
