import { APPLICATION, jstDate, startOfDayJst } from '@mibun/rules';
import type { z } from 'zod';
import type { Application } from '../applications/index.ts';
import { type Actor, ownOfficeOf, reachOf, type Tx } from '../platform/index.ts';
import { actOf, type Context } from './context.ts';
import { proposedDestructions } from './destroy-store.ts';
import { countConfirmedSince, type Handover, unfinishedHandovers } from './handover/store.ts';
import { openReactivations } from './reactivation/store.ts';
import type { OfficeQueueAnswer, OfficeQueueItem, OverviewAnswer, QueueList, queueQuery } from './schemas.ts';
import { type SetUp, setUpsOf } from './set-up/store.ts';
import { setUpView } from './set-up/view.ts';

const PAGE_SIZE = 25;
/** Of one office and state at once; more than this waits behind them. */
const MOST = 1000;

interface Entry {
  readonly application: Application;
  readonly setUp?: SetUp;
  readonly handover?: Handover;
  readonly reactivationId?: string;
}

/** How much waits at this office, by queue. */
export async function overview(context: Context, actor: Actor): Promise<OverviewAnswer> {
  const { clock, database } = context.platform;
  const code = ownOfficeOf(actor, 'see-status', 'look');
  return database.query(async (tx) => {
    const lots = await context.production.arrivals(tx, code);
    const waiting = await entriesOf(context, tx, 'set-up', code);
    const ready = await entriesOf(context, tx, 'ready', code);
    const handovers = await unfinishedHandovers(tx, { municipality: code });
    const reactivations = await openReactivations(tx, { municipality: code });
    const inState = (state: SetUp['state']) => waiting.filter(({ setUp }) => setUp?.state === state).length;
    const today = jstDate(clock.now());
    return {
      office: { code, name: context.residents.municipality(code).name },
      arrivals: { lots: lots.length, cards: lots.reduce((sum, { cards }) => sum + cards.length, 0) },
      setUp: { waiting: waiting.length, queued: inState('queued'), failed: inState('failed') },
      ready: { total: ready.length, overdue: ready.filter((entry) => isOverdue(entry, today)).length },
      unfinished: handovers.length + reactivations.length,
      destructions: (await proposedDestructions(tx, { municipality: code })).length,
      handedOverToday: await countConfirmedSince(tx, code, startOfDayJst(today)),
    };
  });
}

/** One page of a queue. Names are read for this page alone, and each read is on the person's access log. */
export async function queue(
  context: Context,
  query: z.output<typeof queueQuery>,
  actor: Actor,
): Promise<OfficeQueueAnswer> {
  const { clock, database } = context.platform;
  const code = ownOfficeOf(actor, 'see-status', 'look');
  return database.transaction(async (tx) => {
    const { without } = await reachOf(context, tx, actor, 'see-status', 'look');
    const today = jstDate(clock.now());
    const { list, page, reference } = query;
    const found = (await entriesOf(context, tx, list, code)).filter(
      (entry) =>
        !without.includes(entry.application.personId) &&
        (list !== 'overdue' || isOverdue(entry, today)) &&
        (!reference || shortReference(entry.application.id).startsWith(shortReference(reference))),
    );
    const items: OfficeQueueItem[] = [];
    for (const entry of found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)) {
      items.push(await itemOf(context, tx, entry, actor, isOverdue(entry, today)));
    }
    return { items, total: found.length, page, pageSize: PAGE_SIZE };
  });
}

async function entriesOf(
  context: Context,
  tx: Tx,
  list: QueueList,
  municipality: string,
): Promise<readonly Entry[]> {
  const handovers = await unfinishedHandovers(tx, { municipality });
  const entries =
    list === 'unfinished'
      ? await unfinished(context, tx, municipality, handovers)
      : (
          await context.applications.inState(tx, list === 'set-up' ? 'AT_MUNICIPALITY' : 'READY', {
            municipality,
            limit: MOST,
          })
        ).map((application): Entry => ({ application }));
  const setUps = await setUpsOf(
    tx,
    entries.flatMap(({ application }) => application.cardId ?? []),
  );
  return entries.map((entry) => {
    const setUp = setUps.get(entry.application.cardId ?? '');
    const handover = handovers.find(({ application }) => application === entry.application.id);
    return { ...entry, ...(setUp && { setUp }), ...(handover && { handover }) };
  });
}

async function unfinished(
  { applications, cards }: Context,
  tx: Tx,
  municipality: string,
  handovers: readonly Handover[],
): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (const { application } of handovers) {
    entries.push({ application: await applications.get(tx, application) });
  }
  for (const { id, cardId } of await openReactivations(tx, { municipality })) {
    const { application } = await cards.get(tx, cardId);
    entries.push({ application: await applications.get(tx, application), reactivationId: id });
  }
  return entries;
}

async function itemOf(
  { cards, residents }: Context,
  tx: Tx,
  { application, setUp, handover, reactivationId }: Entry,
  actor: Actor,
  overdue: boolean,
): Promise<OfficeQueueItem> {
  const act = actOf(actor, 'counter-service', application.id);
  const { name, nameKana, birthDate } = await residents.look(tx, application.personId, act);
  const card = application.cardId ? await cards.get(tx, application.cardId) : undefined;
  return {
    application: application.id,
    version: application.version,
    state: application.state,
    label: APPLICATION.states[application.state],
    cause: application.cause,
    personId: application.personId,
    name,
    nameKana,
    birthDate,
    cardId: card?.cardId ?? null,
    chipSerial: card?.chipSerial ?? null,
    receivedAt: application.receivedAt?.toISOString() ?? null,
    setUp: setUpView(setUp),
    deadline: setUp?.deadline ?? null,
    overdue,
    letterId: setUp?.letterId ?? null,
    handoverId: handover?.id ?? null,
    reactivationId: reactivationId ?? null,
  };
}

/** Past the last day on the notice, and still waiting. */
function isOverdue({ application, setUp }: Entry, today: string): boolean {
  return application.state === 'READY' && (setUp?.deadline ?? today) < today;
}

/** As printed on the notice and typed by hand: without the prefix, blanks and hyphens, in any case. */
function shortReference(typed: string): string {
  return typed
    .toLowerCase()
    .replace(/^application-/, '')
    .replaceAll(/[\s-]/g, '');
}
