import type { Generated, JSONColumnType, Selectable } from 'kysely';
import { commonErrors, internal, type Migration, type Tx, tables } from '../platform/index.ts';
import type { CallerRelation } from './schemas.ts';

type Attribute = 'name' | 'birthDate' | 'sex' | 'address';

interface CallRow {
  id: string;
  sequence: Generated<number>;
  operator: string;
  at: Date;
  callerRelation: CallerRelation;
  matched: JSONColumnType<readonly Attribute[]>;
  personId: string | null;
  maskedName: string | null;
  cardId: string | null;
  suspendedAt: Date | null;
  circumstances: string | null;
  phone: string | null;
}

type HotlineTables = { hotlineCalls: CallRow };

export const hotlineMigrations: readonly Migration[] = [
  {
    name: '0070_hotline',
    statements: [
      `create table hotline_calls (
         id text primary key, sequence bigint generated always as identity,
         operator text not null, at timestamptz not null, caller_relation text not null,
         matched jsonb not null, person_id text, masked_name text, card_id text, suspended_at timestamptz,
         circumstances text, phone text)`,
      'create index hotline_calls_by_operator on hotline_calls (operator, sequence desc)',
      'create index hotline_calls_by_suspension on hotline_calls (operator, suspended_at)',
    ],
    constraints: {
      hotline_calls_pkey: internal('an id that was just drawn at random'),
    },
  },
];

/** One call. What the caller said is not kept, only which of it was right. */
export interface Call {
  readonly id: string;
  readonly operator: string;
  readonly at: Date;
  readonly callerRelation: CallerRelation;
  readonly matched: readonly Attribute[];
  /** Set when the caller was identified. */
  readonly personId?: string;
  readonly maskedName?: string;
  readonly cardId?: string;
  readonly suspendedAt?: Date;
  readonly circumstances?: string;
}

const db = (tx: Tx) => tables<HotlineTables>(tx);

export async function insertCall(tx: Tx, call: Omit<Call, 'suspendedAt' | 'circumstances'>): Promise<void> {
  await db(tx)
    .insertInto('hotlineCalls')
    .values({
      id: call.id,
      operator: call.operator,
      at: call.at,
      callerRelation: call.callerRelation,
      matched: JSON.stringify(call.matched),
      personId: call.personId ?? null,
      maskedName: call.maskedName ?? null,
      cardId: call.cardId ?? null,
      suspendedAt: null,
      circumstances: null,
      phone: null,
    })
    .execute();
}

/** A call of this operator; to others it is not there. */
export async function ownCall(tx: Tx, id: string, operator: string): Promise<Call> {
  const row = await db(tx)
    .selectFrom('hotlineCalls')
    .selectAll()
    .where('id', '=', id)
    .where('operator', '=', operator)
    .executeTakeFirst();
  if (!row) throw commonErrors.NOT_FOUND();
  return toCall(row);
}

export async function noteSuspension(
  tx: Tx,
  id: string,
  suspension: { readonly at: Date; readonly circumstances: string; readonly phone?: string },
): Promise<void> {
  await db(tx)
    .updateTable('hotlineCalls')
    .set({
      suspendedAt: suspension.at,
      circumstances: suspension.circumstances,
      phone: suspension.phone ?? null,
    })
    .where('id', '=', id)
    .execute();
}

export async function suspensionsSince(tx: Tx, operator: string, since: Date): Promise<number> {
  const row = await db(tx)
    .selectFrom('hotlineCalls')
    .select((column) => column.fn.countAll<number>().as('count'))
    .where('operator', '=', operator)
    .where('suspendedAt', '>=', since)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Newest first. */
export async function callsOf(
  tx: Tx,
  operator: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly calls: readonly Call[]; readonly total: number }> {
  const mine = db(tx).selectFrom('hotlineCalls').where('operator', '=', operator);
  const rows = await mine
    .selectAll()
    .orderBy('sequence', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const counted = await mine
    .select((column) => column.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return { calls: rows.map(toCall), total: Number(counted.count) };
}

function toCall(row: Selectable<CallRow>): Call {
  return {
    id: row.id,
    operator: row.operator,
    at: row.at,
    callerRelation: row.callerRelation,
    matched: row.matched,
    ...(row.personId && { personId: row.personId }),
    ...(row.maskedName && { maskedName: row.maskedName }),
    ...(row.cardId && { cardId: row.cardId }),
    ...(row.suspendedAt && { suspendedAt: row.suspendedAt }),
    ...(row.circumstances && { circumstances: row.circumstances }),
  };
}
