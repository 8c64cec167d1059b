import type { JSONColumnType, Selectable } from 'kysely';
import { type Actor, commonErrors, type Tx, tables } from '../../../platform/index.ts';

/** The destruction of one card: proposed by one member of staff, approved and done by another. */
interface DestructionTable {
  id: string;
  cardId: string;
  chipSerial: string;
  personId: string;
  municipality: string;
  state: 'PROPOSED' | 'DONE' | 'WITHDRAWN';
  version: number;
  reason: string;
  proposedBy: JSONColumnType<Actor>;
  proposedAt: Date;
  approvedBy: string | null;
  decidedAt: Date | null;
}

export type Destruction = Readonly<Selectable<DestructionTable>>;

const db = (tx: Tx) => tables<{ destructions: DestructionTable }>(tx);

export async function insertDestruction(
  tx: Tx,
  proposal: Omit<Destruction, 'state' | 'version' | 'approvedBy' | 'decidedAt'>,
): Promise<Destruction> {
  return db(tx)
    .insertInto('destructions')
    .values({ ...proposal, state: 'PROPOSED', version: 1, proposedBy: JSON.stringify(proposal.proposedBy) })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function requireDestruction(tx: Tx, id: string): Promise<Destruction> {
  const found = await db(tx).selectFrom('destructions').selectAll().where('id', '=', id).executeTakeFirst();
  if (!found) throw commonErrors.NOT_FOUND();
  return found;
}

export async function proposedDestructions(
  tx: Tx,
  where: { readonly municipality: string } | { readonly cardIds: readonly string[] },
): Promise<readonly Destruction[]> {
  if ('cardIds' in where && where.cardIds.length === 0) return [];
  const query = db(tx)
    .selectFrom('destructions')
    .selectAll()
    .where('state', '=', 'PROPOSED')
    .orderBy('proposedAt');
  return (
    'municipality' in where
      ? query.where('municipality', '=', where.municipality)
      : query.where('cardId', 'in', where.cardIds)
  ).execute();
}

export async function decideDestruction(
  tx: Tx,
  found: Destruction,
  decision: {
    readonly state: 'DONE' | 'WITHDRAWN';
    readonly approvedBy: string;
    readonly decidedAt: Date;
  },
): Promise<Destruction> {
  const decided = await db(tx)
    .updateTable('destructions')
    .set({ ...decision, version: found.version + 1 })
    .where('id', '=', found.id)
    .where('version', '=', found.version)
    .where('state', '=', 'PROPOSED')
    .returningAll()
    .executeTakeFirst();
  if (!decided) throw commonErrors.CHANGED_MEANWHILE();
  return decided;
}
