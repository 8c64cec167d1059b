import type { JSONColumnType, Selectable } from 'kysely';
import type { Card } from '../cards/index.ts';
import { type Actor, commonErrors, type Tx, tables } from '../platform/index.ts';

interface DestructionRow {
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

type DestructionTables = { destructions: DestructionRow };

/** The destruction of one card: proposed by one member of staff, approved and done by another. */
export interface Destruction {
  readonly id: string;
  readonly cardId: string;
  readonly chipSerial: string;
  readonly personId: string;
  readonly municipality: string;
  readonly state: DestructionRow['state'];
  readonly version: number;
  readonly reason: string;
  readonly proposedBy: Actor;
  readonly proposedAt: Date;
}

const db = (tx: Tx) => tables<DestructionTables>(tx);

export async function insertDestruction(
  tx: Tx,
  proposal: {
    readonly id: string;
    readonly card: Card;
    readonly reason: string;
    readonly by: Actor;
    readonly at: Date;
  },
): Promise<Destruction> {
  const row = await db(tx)
    .insertInto('destructions')
    .values({
      id: proposal.id,
      cardId: proposal.card.cardId,
      chipSerial: proposal.card.chipSerial,
      personId: proposal.card.personId,
      municipality: proposal.card.municipality,
      state: 'PROPOSED',
      version: 1,
      reason: proposal.reason,
      proposedBy: JSON.stringify(proposal.by),
      proposedAt: proposal.at,
      approvedBy: null,
      decidedAt: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toDestruction(row);
}

export async function requireDestruction(tx: Tx, id: string): Promise<Destruction> {
  const row = await db(tx).selectFrom('destructions').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw commonErrors.NOT_FOUND();
  return toDestruction(row);
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
  const rows = await ('municipality' in where
    ? query.where('municipality', '=', where.municipality)
    : query.where('cardId', 'in', where.cardIds)
  ).execute();
  return rows.map(toDestruction);
}

export async function decideDestruction(
  tx: Tx,
  found: Destruction,
  decision: { readonly state: 'DONE' | 'WITHDRAWN'; readonly by: string; readonly at: Date },
): Promise<Destruction> {
  const row = await db(tx)
    .updateTable('destructions')
    .set({
      state: decision.state,
      version: found.version + 1,
      approvedBy: decision.by,
      decidedAt: decision.at,
    })
    .where('id', '=', found.id)
    .where('version', '=', found.version)
    .where('state', '=', 'PROPOSED')
    .returningAll()
    .executeTakeFirst();
  if (!row) throw commonErrors.CHANGED_MEANWHILE();
  return toDestruction(row);
}

function toDestruction(row: Selectable<DestructionRow>): Destruction {
  return {
    id: row.id,
    cardId: row.cardId,
    chipSerial: row.chipSerial,
    personId: row.personId,
    municipality: row.municipality,
    state: row.state,
    version: row.version,
    reason: row.reason,
    proposedBy: row.proposedBy,
    proposedAt: row.proposedAt,
  };
}
