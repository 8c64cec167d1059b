import type { PlainDate, VerifierState } from '@mibun/rules';
import type { JSONColumnType, Selectable } from 'kysely';
import { sql } from 'kysely';
import { type Tx, tables } from '../../platform/index.ts';
import type { Registration, Verifier, VerifierScope } from './api.ts';

type Tables = {
  verifiers: {
    verifierId: string;
    state: VerifierState;
    registration: JSONColumnType<Registration>;
    registeredAt: Date;
    changedAt: Date;
  };
  verifierHandles: { handle: string; verifierId: string };
  verifierUsage: Usage;
};

export interface UsageKey {
  readonly verifierId: string;
  readonly scope: VerifierScope;
  readonly day: PlainDate;
}

interface Usage extends UsageKey {
  granted: number;
  used: number;
  seenAt: Date | null;
}

/** A registration is one value, proposed and confirmed whole; to everybody else it is the verifier. */
function asVerifier(row: Selectable<Tables['verifiers']>): Verifier {
  return { ...row.registration, state: row.state, changedAt: row.changedAt };
}

const byId = (tx: Tx, verifierId: string) =>
  tables<Tables>(tx).selectFrom('verifiers').selectAll().where('verifierId', '=', verifierId);

export async function findVerifier(tx: Tx, verifierId: string): Promise<Verifier | undefined> {
  const row = await byId(tx, verifierId).executeTakeFirst();
  return row && asVerifier(row);
}

/** Locks the row until the transaction ends. */
export async function lockVerifier(tx: Tx, verifierId: string): Promise<Verifier | undefined> {
  const row = await byId(tx, verifierId).forUpdate().executeTakeFirst();
  return row && asVerifier(row);
}

/** Whose certificate, key or service this is. */
export async function findByHandle(tx: Tx, handle: string): Promise<Verifier | undefined> {
  const row = await tables<Tables>(tx)
    .selectFrom('verifiers as v')
    .innerJoin('verifierHandles as h', 'h.verifierId', 'v.verifierId')
    .selectAll('v')
    .where('h.handle', '=', handle)
    .executeTakeFirst();
  return row && asVerifier(row);
}

export async function allVerifiers(tx: Tx): Promise<readonly Verifier[]> {
  const rows = await tables<Tables>(tx).selectFrom('verifiers').selectAll().orderBy('verifierId').execute();
  return rows.map(asVerifier);
}

/** Writes a registration and its handles; the table refuses a handle that is somebody else's. */
export async function saveVerifier(
  tx: Tx,
  registration: Registration,
  state: VerifierState,
  handles: readonly string[],
  now: Date,
): Promise<Verifier> {
  const db = tables<Tables>(tx);
  const { verifierId } = registration;
  const changed = { state, registration: JSON.stringify(registration), changedAt: now };
  await db
    .insertInto('verifiers')
    .values({ verifierId, registeredAt: now, ...changed })
    .onConflict((conflict) => conflict.column('verifierId').doUpdateSet(changed))
    .execute();
  await db.deleteFrom('verifierHandles').where('verifierId', '=', verifierId).execute();
  if (handles.length > 0) {
    await db
      .insertInto('verifierHandles')
      .values(handles.map((handle) => ({ handle, verifierId })))
      .execute();
  }
  return { ...registration, state, changedAt: now };
}

export async function setState(
  tx: Tx,
  verifier: Verifier,
  state: VerifierState,
  now: Date,
): Promise<Verifier> {
  const { verifierId } = verifier;
  await tables<Tables>(tx)
    .updateTable('verifiers')
    .set({ state, changedAt: now })
    .where('verifierId', '=', verifierId)
    .execute();
  return { ...verifier, state, changedAt: now };
}

/** Takes at most `wanted` out of what the day's quota has left, for this process alone; answers how many. */
export async function leaseUnits(
  tx: Tx,
  key: UsageKey,
  quota: number,
  wanted: (left: number) => number,
): Promise<number> {
  const db = tables<Tables>(tx);
  await db
    .insertInto('verifierUsage')
    .values({ ...key, granted: 0, used: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { granted } = await db
    .selectFrom('verifierUsage')
    .select('granted')
    .where((the) => the.and(key))
    .forUpdate()
    .executeTakeFirstOrThrow();
  const left = Math.max(0, quota - granted);
  const taken = Math.min(left, wanted(left));
  if (taken > 0) await addUsage(tx, key, { granted: taken, used: 0 });
  return taken;
}

export async function addUsage(
  tx: Tx,
  key: UsageKey,
  more: { readonly granted: number; readonly used: number; readonly seenAt?: Date },
): Promise<void> {
  await tables<Tables>(tx)
    .updateTable('verifierUsage')
    .set({
      granted: sql<number>`granted + ${more.granted}::integer`,
      used: sql<number>`used + ${more.used}::integer`,
      ...(more.seenAt && { seenAt: more.seenAt }),
    })
    .where((the) => the.and(key))
    .execute();
}

export async function usageOf(
  tx: Tx,
  day: PlainDate,
): Promise<readonly Pick<Usage, 'verifierId' | 'scope' | 'used'>[]> {
  return tables<Tables>(tx)
    .selectFrom('verifierUsage')
    .select(['verifierId', 'scope', 'used'])
    .where('day', '=', day)
    .execute();
}

/** When each verifier was last answered, to about a second. */
export async function lastSeen(tx: Tx): Promise<ReadonlyMap<string, Date>> {
  const rows = await tables<Tables>(tx)
    .selectFrom('verifierUsage')
    .select(({ fn }) => ['verifierId', fn.max<Date>('seenAt').as('at')])
    .where('seenAt', 'is not', null)
    .groupBy('verifierId')
    .execute();
  return new Map(rows.map(({ verifierId, at }) => [verifierId, at]));
}
