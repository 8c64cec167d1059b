import type { JSONColumnType, Selectable } from 'kysely';
import { appendOnly, internal, type Migration, type Tx, tables } from '../../platform/index.ts';

interface SettlementSessionTable {
  sessionId: string;
  /** What the operators sign, as they were shown it. */
  statement: string;
  offeredAt: Date;
  /** Of the offer first, then of the session. */
  endsAt: Date;
  tokenHash: string | null;
  /** SHA-256 of the keys that have signed. */
  operators: JSONColumnType<readonly string[]> | null;
}

interface SettlementEndTable {
  one: true;
  endedAt: Date;
  sessionId: string;
}

export type SettlementSession = Readonly<Selectable<SettlementSessionTable>>;

const db = (tx: Tx) =>
  tables<{ settlementSessions: SettlementSessionTable; settlementEnd: SettlementEndTable }>(tx);

export const settlementMigrations: readonly Migration[] = [
  {
    name: '0230_settlement',
    statements: [
      `create table settlement_sessions (
         session_id text primary key, statement text not null, offered_at timestamptz not null,
         ends_at timestamptz not null, token_hash text unique, operators jsonb)`,
      // One row, for good: the ceremony of first staff is over.
      `create table settlement_end (
         one boolean primary key check (one), ended_at timestamptz not null,
         session_id text not null references settlement_sessions)`,
      ...appendOnly('settlement_end'),
    ],
    constraints: {
      settlement_sessions_pkey: internal('an id that was just drawn at random'),
      settlement_sessions_token_hash_key: internal('the digest of a token that was just drawn at random'),
      settlement_end_pkey: internal('the statement leaves the row that is there'),
      settlement_end_one_check: internal('the one statement writes true'),
      settlement_end_session_id_fkey: internal('the session is held by the same transaction'),
    },
  },
];

/** Offers that nobody has signed in time go with it: whoever makes many of them fills nothing. */
export async function insertOffer(
  tx: Tx,
  offer: Pick<SettlementSession, 'sessionId' | 'statement' | 'offeredAt' | 'endsAt'>,
): Promise<void> {
  await db(tx)
    .deleteFrom('settlementSessions')
    .where('tokenHash', 'is', null)
    .where('endsAt', '<', offer.offeredAt)
    .execute();
  await db(tx)
    .insertInto('settlementSessions')
    .values({ ...offer, tokenHash: null, operators: null })
    .execute();
}

/** The offer, held until the transaction ends: it is signed once. */
export function lockOffer(tx: Tx, sessionId: string): Promise<SettlementSession | undefined> {
  return db(tx)
    .selectFrom('settlementSessions')
    .selectAll()
    .where('sessionId', '=', sessionId)
    .where('tokenHash', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

export async function openSession(
  tx: Tx,
  sessionId: string,
  {
    tokenHash,
    operators,
    endsAt,
  }: { readonly tokenHash: string; readonly operators: readonly string[]; readonly endsAt: Date },
): Promise<void> {
  await db(tx)
    .updateTable('settlementSessions')
    .set({ tokenHash, operators: JSON.stringify(operators), endsAt })
    .where('sessionId', '=', sessionId)
    .execute();
}

export function findSession(tx: Tx, tokenHash: string): Promise<SettlementSession | undefined> {
  return db(tx)
    .selectFrom('settlementSessions')
    .selectAll()
    .where('tokenHash', '=', tokenHash)
    .executeTakeFirst();
}

export async function isEnded(tx: Tx): Promise<boolean> {
  return (await db(tx).selectFrom('settlementEnd').select('one').executeTakeFirst()) !== undefined;
}

/** False when it had been ended before. */
export async function insertEnd(
  tx: Tx,
  end: Pick<SettlementEndTable, 'endedAt' | 'sessionId'>,
): Promise<boolean> {
  const inserted = await db(tx)
    .insertInto('settlementEnd')
    .values({ one: true, ...end })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}
