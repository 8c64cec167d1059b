import { sql } from 'kysely';
import { type Tx, tables } from '../../platform/index.ts';
import type { AuthorityKind } from '../certificates/index.ts';
import { type CrlForm, type Scope, scopeKey } from './scope.ts';

/** The columns that mean a scope. */
interface ScopeColumns {
  authority: AuthorityKind;
  generation: number;
  shard: string;
}

/** Everything about a published CRL but its octets. */
export interface StoredCrl extends ScopeColumns {
  form: CrlForm;
  number: number;
  baseNumber: number | null;
  thisUpdate: Date;
  nextUpdate: Date;
  feedSequence: number;
  entries: number;
  octets: number;
}

type CrlKey = ScopeColumns & Pick<StoredCrl, 'form' | 'number'>;

interface IntentTable extends CrlKey {
  /** SHA-256 of the to-be-signed octets, hex. */
  tbsHash: string;
  intendedAt: Date;
}

type Tables = {
  statusCrls: StoredCrl;
  statusCrlIntents: IntentTable;
  statusCrlOctets: CrlKey & { part: number; der: Uint8Array };
  statusCrlBases: ScopeColumns & Pick<StoredCrl, 'number' | 'feedSequence' | 'nextUpdate'>;
};

/** A complete CRL that somebody may still rely on. */
export type CrlBase = Pick<StoredCrl, 'number' | 'feedSequence'>;

const PART_OCTETS = 4 * 1024 * 1024;

export function columnsOf({ kind, generation, shard }: Scope): ScopeColumns {
  return { authority: kind, generation, shard: String(shard) };
}

/** Held to the end of the transaction: one process at a time makes the CRLs of a scope. */
export async function lockScope(tx: Tx, scope: Scope): Promise<void> {
  const key = `mibun crl ${scopeKey(scope)}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
}

export async function storedCrl(tx: Tx, scope: Scope, form: CrlForm): Promise<StoredCrl | undefined> {
  return tables<Tables>(tx)
    .selectFrom('statusCrls')
    .selectAll()
    .where((the) => the.and({ ...columnsOf(scope), form }))
    .executeTakeFirst();
}

/** All that are published, in order. */
export async function storedCrls(tx: Tx): Promise<readonly StoredCrl[]> {
  return tables<Tables>(tx)
    .selectFrom('statusCrls')
    .selectAll()
    .orderBy('authority')
    .orderBy('generation')
    .orderBy(sql`length(shard)`)
    .orderBy('shard')
    .execute();
}

/** Puts on record what is about to be signed. A number that was about to be used once is never used again. */
export async function storeIntent(
  tx: Tx,
  scope: Scope,
  intent: Pick<IntentTable, 'form' | 'number' | 'tbsHash' | 'intendedAt'>,
): Promise<void> {
  await tables<Tables>(tx)
    .insertInto('statusCrlIntents')
    .values({ ...columnsOf(scope), ...intent })
    .execute();
}

/** The greatest number of a scope that was ever about to be used; of one form alone if it is given. */
export async function lastIntended(tx: Tx, scope: Scope, form?: CrlForm): Promise<number | undefined> {
  let query = tables<Tables>(tx)
    .selectFrom('statusCrlIntents')
    .select(({ fn }) => fn.max('number').as('number'))
    .where((the) => the.and(columnsOf(scope)));
  if (form) query = query.where('form', '=', form);
  const { number } = await query.executeTakeFirstOrThrow();
  return number ?? undefined;
}

/** Forgets the intents before a published one that are older than `before`. */
export async function forgetIntents(tx: Tx, scope: Scope, number: number, before: Date): Promise<void> {
  await tables<Tables>(tx)
    .deleteFrom('statusCrlIntents')
    .where((the) => the.and(columnsOf(scope)))
    .where('number', '<', number)
    .where('intendedAt', '<', before)
    .execute();
}

/** Replaces the CRL of a scope. Its octets stay until the next one comes, for those who are reading them. */
export async function storeCrl(tx: Tx, scope: Scope, crl: StoredCrl, der: Uint8Array): Promise<void> {
  const db = tables<Tables>(tx);
  const key = { ...columnsOf(scope), form: crl.form };
  const former = await storedCrl(tx, scope, crl.form);
  if (former) {
    await db
      .deleteFrom('statusCrlOctets')
      .where((the) => the.and(key))
      .where('number', '<', former.number)
      .execute();
  }
  await db
    .insertInto('statusCrls')
    .values(crl)
    .onConflict((conflict) => conflict.columns(['authority', 'generation', 'shard', 'form']).doUpdateSet(crl))
    .execute();
  for (let part = 0; part * PART_OCTETS < der.length; part++) {
    const octets = der.subarray(part * PART_OCTETS, (part + 1) * PART_OCTETS);
    await db
      .insertInto('statusCrlOctets')
      .values({ ...key, number: crl.number, part, der: octets })
      .execute();
  }
}

/** One part of a CRL's octets; undefined after the last. */
export async function crlPart(tx: Tx, crl: StoredCrl, part: number): Promise<Uint8Array | undefined> {
  const { authority, generation, shard, form, number } = crl;
  const row = await tables<Tables>(tx)
    .selectFrom('statusCrlOctets')
    .select('der')
    .where((the) => the.and({ authority, generation, shard, form, number, part }))
    .executeTakeFirst();
  return row && new Uint8Array(row.der);
}

/** Remembers a complete CRL as long as it is valid, and forgets those that are not any more. */
export async function rememberBase(tx: Tx, scope: Scope, crl: StoredCrl, now: Date): Promise<void> {
  const db = tables<Tables>(tx);
  await db
    .deleteFrom('statusCrlBases')
    .where((the) => the.and(columnsOf(scope)))
    .where('nextUpdate', '<=', now)
    .execute();
  const { number, feedSequence, nextUpdate } = crl;
  await db
    .insertInto('statusCrlBases')
    .values({ ...columnsOf(scope), number, feedSequence, nextUpdate })
    .execute();
}

/** The oldest complete CRL that is still valid: with a delta CRL from here on everybody is helped. */
export async function oldestBase(tx: Tx, scope: Scope, now: Date): Promise<CrlBase | undefined> {
  return tables<Tables>(tx)
    .selectFrom('statusCrlBases')
    .select(['number', 'feedSequence'])
    .where((the) => the.and(columnsOf(scope)))
    .where('nextUpdate', '>', now)
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
}
