import { APPLICATION, HANDOVER, jstDate, startOfDayJst } from '@mibun/rules';
import type { z } from 'zod';
import type { Application } from '../../issuance/applications/index.ts';
import { type Actor, ownOfficeOf, reachOf, type Tx } from '../../platform/index.ts';
import { actOf, type Context } from './context.ts';
import type { OfficeQueueAnswer, OfficeQueueItem, OverviewAnswer, QueueList, queueQuery } from './schemas.ts';
import { type SetUp, setUpsOf } from './set-up/store.ts';
import { setUpView } from './set-up/view.ts';
import { countConfirmedSince, unfinishedVisits, type Visit } from './visit/store.ts';

const PAGE_SIZE = 25;
/** Of one office and state at once; more than this waits behind them. */
const MOST = 1000;

interface Entry {
  readonly application: Application;
  readonly setUp?: SetUp;
  readonly visit?: Visit;
}

/** How much waits at this office, by queue. */
export async function overview(context: Context, actor: Actor): Promise<OverviewAnswer> {
  const { clock, database } = context.platform;
  const code = ownOfficeOf(actor, 'see-status', 'look');
  return database.query(async (tx) => {
    const lots = await context.production.arrivals(tx, code);
    const waiting = await entriesOf(context, tx, 'set-up', code);
    const ready = await entriesOf(context, tx, 'ready', code);
    const visits = await unfinishedVisits(tx, { municipality: code });
    const inState = (state: SetUp['state']) => waiting.filter(({ setUp }) => setUp?.state === state).length;
    const today = jstDate(clock.now());
    return {
      office: { code, name: context.residents.municipality(code).name },
      arrivals: { lots: lots.length, cards: lots.reduce((sum, { cards }) => sum + cards.length, 0) },
      setUp: { waiting: waiting.length, queued: inState('queued'), failed: inState('failed') },
      ready: { total: ready.length, overdue: ready.filter((entry) => isOverdue(entry, today)).length },
      unfinished: visits.length,
      destructions: (await context.destructions.waiting(tx, { municipality: code })).length,
      handedOverToday: await countConfirmedSince(tx, HANDOVER.name, code, startOfDayJst(today)),
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
  const entries =
    list === 'unfinished'
      ? await unfinished(context, tx, municipality)
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
    return { ...entry, ...(setUp && { setUp }) };
  });
}

async function unfinished(
  { applications, cards }: Context,
  tx: Tx,
  municipality: string,
): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (const visit of await unfinishedVisits(tx, { municipality })) {
    const { application } = await cards.get(tx, visit.cardId);
    entries.push({ application: await applications.get(tx, application), visit });
  }
  return entries;
}

async function itemOf(
  { cards, procedures, residents }: Context,
  tx: Tx,
  { application, setUp, visit }: Entry,
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
    visit: visit ? visitOf(procedures, visit) : null,
  };
}

function visitOf(
  procedures: Context['procedures'],
  { id, procedure }: Visit,
): NonNullable<OfficeQueueItem['visit']> {
  const title = procedures.find(({ name }) => name === procedure)?.title;
  return { visitId: id, procedure, title: title ?? { ja: procedure, en: procedure } };
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
