import type { Generated, Insertable, JSONColumnType, Selectable } from 'kysely';
import { commonErrors, internal, type Migration, type Tx, tables } from '../../platform/index.ts';
import type { CallerRelation } from './schemas.ts';

type Attribute = 'name' | 'birthDate' | 'sex' | 'address';

/** One call. What the caller said is not kept, only which of it was right. */
interface CallTable {
  id: string;
  sequence: Generated<number>;
  operator: string;
  at: Date;
  callerRelation: CallerRelation;
  matched: JSONColumnType<readonly Attribute[]>;
  /** Set when the caller was identified. */
  personId: string | null;
  maskedName: string | null;
  cardId: string | null;
  suspendedAt: Date | null;
  circumstances: string | null;
  phone: string | null;
}

export type Call = Readonly<Selectable<CallTable>>;

export const callCentreMigrations: readonly Migration[] = [
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
  },
  {
    name: '0071_call_centre',
    statements: [
      'alter table hotline_calls rename to call_centre_calls',
      'alter table call_centre_calls rename constraint hotline_calls_pkey to call_centre_calls_pkey',
      'alter index hotline_calls_by_operator rename to call_centre_calls_by_operator',
      'alter index hotline_calls_by_suspension rename to call_centre_calls_by_suspension',
    ],
    constraints: {
      call_centre_calls_pkey: internal('an id that was just drawn at random'),
    },
  },
];

const db = (tx: Tx) => tables<{ callCentreCalls: CallTable }>(tx);

export async function insertCall(
  tx: Tx,
  { matched, ...call }: Omit<Insertable<CallTable>, 'matched'> & Pick<Call, 'matched'>,
): Promise<void> {
  await db(tx)
    .insertInto('callCentreCalls')
    .values({ ...call, matched: JSON.stringify(matched) })
    .execute();
}

/** A call of this operator; to others it is not there. */
export async function ownCall(tx: Tx, id: string, operator: string): Promise<Call> {
  const call = await db(tx)
    .selectFrom('callCentreCalls')
    .selectAll()
    .where('id', '=', id)
    .where('operator', '=', operator)
    .executeTakeFirst();
  if (!call) throw commonErrors.NOT_FOUND();
  return call;
}

export async function noteSuspension(
  tx: Tx,
  id: string,
  suspension: Pick<Call, 'suspendedAt' | 'circumstances' | 'phone'>,
): Promise<void> {
  await db(tx).updateTable('callCentreCalls').set(suspension).where('id', '=', id).execute();
}

export async function suspensionsSince(tx: Tx, operator: string, since: Date): Promise<number> {
  const row = await db(tx)
    .selectFrom('callCentreCalls')
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
  const mine = db(tx).selectFrom('callCentreCalls').where('operator', '=', operator);
  const calls = await mine
    .selectAll()
    .orderBy('sequence', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const counted = await mine
    .select((column) => column.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return { calls, total: Number(counted.count) };
}
