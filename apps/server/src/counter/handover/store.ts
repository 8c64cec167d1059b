import type { CredentialKind, HandoverState } from '@mibun/rules';
import type { JSONColumnType, Selectable } from 'kysely';
import { type Actor, commonErrors, type Tx, tables } from '../../platform/index.ts';
import { counterErrors } from '../errors.ts';
import type { ProblemView } from '../schemas.ts';

/** One visit at which a card is handed over. */
interface HandoverTable {
  id: string;
  application: string;
  cardId: string;
  chipSerial: string;
  personId: string;
  municipality: string;
  state: HandoverState;
  version: number;
  /** Which connection of the card is the present one: an earlier one may write nothing more. */
  run: number;
  clerk: JSONColumnType<Actor>;
  /** A legal representative sets the PINs (AGE-01). */
  byRepresentative: boolean;
  /** The secrets that the holder chooses. */
  credentials: JSONColumnType<readonly CredentialKind[]>;
  problem: JSONColumnType<ProblemView> | null;
  openedAt: Date;
  confirmedAt: Date | null;
  changedAt: Date;
}

export type Handover = Readonly<Selectable<HandoverTable>>;
export type HandoverChanges = Pick<Handover, 'run' | 'confirmedAt' | 'clerk'>;

/** A hand-over that is over needs nothing more; one that is CONFIRMED waits for the clerk to give the card. */
const OVER: readonly HandoverState[] = ['COMPLETED', 'CANCELLED'];

const db = (tx: Tx) => tables<{ handovers: HandoverTable }>(tx);

export async function insertHandover(
  tx: Tx,
  handover: Omit<Handover, 'version' | 'run' | 'problem' | 'confirmedAt' | 'changedAt'>,
): Promise<Handover> {
  return db(tx)
    .insertInto('handovers')
    .values({
      ...handover,
      version: 1,
      run: 1,
      clerk: JSON.stringify(handover.clerk),
      credentials: JSON.stringify(handover.credentials),
      changedAt: handover.openedAt,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function findHandover(tx: Tx, id: string): Promise<Handover | undefined> {
  return db(tx).selectFrom('handovers').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function requireHandover(tx: Tx, id: string): Promise<Handover> {
  const handover = await findHandover(tx, id);
  if (!handover) throw commonErrors.NOT_FOUND();
  return handover;
}

/** Those that were begun and are not over, oldest first. */
export async function unfinishedHandovers(
  tx: Tx,
  where: { readonly municipality?: string; readonly cardIds?: readonly string[] } = {},
): Promise<readonly Handover[]> {
  let query = db(tx).selectFrom('handovers').selectAll().where('state', 'not in', OVER).orderBy('openedAt');
  if (where.municipality) query = query.where('municipality', '=', where.municipality);
  if (where.cardIds) {
    if (where.cardIds.length === 0) return [];
    query = query.where('cardId', 'in', where.cardIds);
  }
  return query.execute();
}

/** Whether a visit for this card was given up: its chip may hold secrets that nobody is to use. */
export async function wasCancelled(tx: Tx, cardId: string): Promise<boolean> {
  const row = await db(tx)
    .selectFrom('handovers')
    .select('id')
    .where('cardId', '=', cardId)
    .where('state', '=', 'CANCELLED')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function countConfirmedSince(tx: Tx, municipality: string, since: Date): Promise<number> {
  const row = await db(tx)
    .selectFrom('handovers')
    .select((column) => column.fn.countAll<number>().as('count'))
    .where('municipality', '=', municipality)
    .where('confirmedAt', '>=', since)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Moves it on if it is still as it was read; every step counts the version up. */
export async function saveHandover(
  tx: Tx,
  handover: Handover,
  { clerk, ...changes }: Pick<Handover, 'state' | 'changedAt'> & Partial<HandoverChanges>,
): Promise<Handover> {
  const saved = await db(tx)
    .updateTable('handovers')
    .set({
      ...changes,
      clerk: clerk && JSON.stringify(clerk),
      version: handover.version + 1,
      problem: null,
    })
    .where('id', '=', handover.id)
    .where('version', '=', handover.version)
    .returningAll()
    .executeTakeFirst();
  if (!saved) throw commonErrors.CHANGED_MEANWHILE();
  return saved;
}

/** Notes why a run stopped; a run that was taken over has nothing more to say. */
export async function saveProblem(tx: Tx, id: string, run: number, problem: ProblemView): Promise<void> {
  await db(tx)
    .updateTable('handovers')
    .set({ problem: JSON.stringify(problem) })
    .where('id', '=', id)
    .where('run', '=', run)
    .where('state', 'not in', [...OVER, 'CONFIRMED'])
    .execute();
}

/** The hand-over, if this run may still go on with it. @throws Refusal COUNTER_TAKEN_OVER */
export async function handoverOfRun(tx: Tx, id: string, run: number): Promise<Handover> {
  const handover = await requireHandover(tx, id);
  if (handover.run !== run || OVER.includes(handover.state)) throw counterErrors.COUNTER_TAKEN_OVER();
  return handover;
}
