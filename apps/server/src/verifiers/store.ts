import type { PlainDate, VerifierEvent, VerifierState } from '@mibun/rules';
import type { Generated, JSONColumnType, Selectable } from 'kysely';
import { sql } from 'kysely';
import { type Tx, tables } from '../platform/index.ts';
import type { Registration, Verifier, VerifierScope } from './api.ts';

/** The events that take two persons. */
export type ProposedEvent = Extract<VerifierEvent, 'accredit' | 'change' | 'reinstate'>;

interface ProposalTable {
  proposal_id: string;
  event: ProposedEvent;
  verifier_id: string;
  registration: JSONColumnType<Registration> | null;
  reason: string;
  proposed_by: string;
  proposed_by_name: string;
  proposed_at: Date;
  outcome: 'confirmed' | 'rejected' | null;
  decided_at: Date | null;
}

type Tables = {
  verifiers: {
    verifier_id: string;
    state: VerifierState;
    registration: JSONColumnType<Registration>;
    registered_at: Date;
    changed_at: Date;
  };
  verifier_handles: { handle: string; verifier_id: string };
  verifier_proposals: ProposalTable;
  verifier_usage: {
    verifier_id: string;
    scope: VerifierScope;
    day: PlainDate;
    granted: Generated<number>;
    used: Generated<number>;
    seen_at: Generated<Date | null>;
  };
};

export type Proposal = Selectable<ProposalTable>;

function asVerifier(row: Selectable<Tables['verifiers']>): Verifier {
  return { ...row.registration, state: row.state, changedAt: row.changed_at };
}

export async function findVerifier(tx: Tx, verifierId: string): Promise<Verifier | undefined> {
  const row = await tables<Tables>(tx)
    .selectFrom('verifiers')
    .selectAll()
    .where('verifier_id', '=', verifierId)
    .executeTakeFirst();
  return row && asVerifier(row);
}

/** Locks the row until the transaction ends. */
export async function lockVerifier(tx: Tx, verifierId: string): Promise<Verifier | undefined> {
  const row = await tables<Tables>(tx)
    .selectFrom('verifiers')
    .selectAll()
    .where('verifier_id', '=', verifierId)
    .forUpdate()
    .executeTakeFirst();
  return row && asVerifier(row);
}

/** Whose certificate, key or service this is. */
export async function findByHandle(tx: Tx, handle: string): Promise<Verifier | undefined> {
  const row = await tables<Tables>(tx)
    .selectFrom('verifiers as v')
    .innerJoin('verifier_handles as h', 'h.verifier_id', 'v.verifier_id')
    .selectAll('v')
    .where('h.handle', '=', handle)
    .executeTakeFirst();
  return row && asVerifier(row);
}

export async function allVerifiers(tx: Tx): Promise<readonly Verifier[]> {
  const rows = await tables<Tables>(tx).selectFrom('verifiers').selectAll().orderBy('verifier_id').execute();
  return rows.map(asVerifier);
}

/** Writes a registration and its handles; the table refuses a handle that is somebody else's. */
export async function saveVerifier(
  tx: Tx,
  registration: Registration,
  state: VerifierState,
  handles: readonly string[],
  now: Date,
): Promise<void> {
  const db = tables<Tables>(tx);
  const { verifierId } = registration;
  const changed = { state, registration: JSON.stringify(registration), changed_at: now };
  await db
    .insertInto('verifiers')
    .values({ verifier_id: verifierId, registered_at: now, ...changed })
    .onConflict((conflict) => conflict.column('verifier_id').doUpdateSet(changed))
    .execute();
  await db.deleteFrom('verifier_handles').where('verifier_id', '=', verifierId).execute();
  if (handles.length === 0) return;
  await db
    .insertInto('verifier_handles')
    .values(handles.map((handle) => ({ handle, verifier_id: verifierId })))
    .execute();
}

export async function setState(tx: Tx, verifierId: string, state: VerifierState, now: Date): Promise<void> {
  await tables<Tables>(tx)
    .updateTable('verifiers')
    .set({ state, changed_at: now })
    .where('verifier_id', '=', verifierId)
    .execute();
}

/** A second open proposal for one verifier is refused by the table. */
export async function insertProposal(
  tx: Tx,
  proposal: Omit<Proposal, 'outcome' | 'decided_at' | 'registration'> & {
    readonly registration: Registration | null;
  },
): Promise<void> {
  await tables<Tables>(tx)
    .insertInto('verifier_proposals')
    .values({
      ...proposal,
      registration: proposal.registration && JSON.stringify(proposal.registration),
      outcome: null,
      decided_at: null,
    })
    .execute();
}

export async function lockProposal(tx: Tx, proposalId: string): Promise<Proposal | undefined> {
  return tables<Tables>(tx)
    .selectFrom('verifier_proposals')
    .selectAll()
    .where('proposal_id', '=', proposalId)
    .forUpdate()
    .executeTakeFirst();
}

export async function openProposals(tx: Tx): Promise<readonly Proposal[]> {
  return tables<Tables>(tx)
    .selectFrom('verifier_proposals')
    .selectAll()
    .where('outcome', 'is', null)
    .orderBy('proposed_at')
    .execute();
}

export async function decideProposal(
  tx: Tx,
  proposalId: string,
  outcome: 'confirmed' | 'rejected',
  now: Date,
): Promise<void> {
  await tables<Tables>(tx)
    .updateTable('verifier_proposals')
    .set({ outcome, decided_at: now })
    .where('proposal_id', '=', proposalId)
    .execute();
}

export interface UsageKey {
  readonly verifierId: string;
  readonly scope: VerifierScope;
  readonly day: PlainDate;
}

/** Takes at most `wanted` out of what the day's quota has left, for this process alone; answers how many. */
export async function leaseUnits(
  tx: Tx,
  { verifierId: verifier_id, scope, day }: UsageKey,
  quota: number,
  wanted: (left: number) => number,
): Promise<number> {
  const db = tables<Tables>(tx);
  await db
    .insertInto('verifier_usage')
    .values({ verifier_id, scope, day, granted: 0, used: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { granted } = await db
    .selectFrom('verifier_usage')
    .select('granted')
    .where('verifier_id', '=', verifier_id)
    .where('scope', '=', scope)
    .where('day', '=', day)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const left = Math.max(0, quota - granted);
  const taken = Math.min(left, wanted(left));
  if (taken > 0) await addUsage(tx, { verifierId: verifier_id, scope, day }, { granted: taken, used: 0 });
  return taken;
}

export async function addUsage(
  tx: Tx,
  { verifierId, scope, day }: UsageKey,
  more: { readonly granted: number; readonly used: number; readonly seenAt?: Date },
): Promise<void> {
  await tables<Tables>(tx)
    .updateTable('verifier_usage')
    .set({
      granted: sql<number>`granted + ${more.granted}::integer`,
      used: sql<number>`used + ${more.used}::integer`,
      ...(more.seenAt && { seen_at: more.seenAt }),
    })
    .where('verifier_id', '=', verifierId)
    .where('scope', '=', scope)
    .where('day', '=', day)
    .execute();
}

export async function usageOf(
  tx: Tx,
  day: PlainDate,
): Promise<readonly { readonly verifierId: string; readonly scope: VerifierScope; readonly used: number }[]> {
  const rows = await tables<Tables>(tx)
    .selectFrom('verifier_usage')
    .select(['verifier_id', 'scope', 'used'])
    .where('day', '=', day)
    .execute();
  return rows.map(({ verifier_id: verifierId, scope, used }) => ({ verifierId, scope, used }));
}

/** When each verifier was last answered, to about a second. */
export async function lastSeen(tx: Tx): Promise<ReadonlyMap<string, Date>> {
  const rows = await tables<Tables>(tx)
    .selectFrom('verifier_usage')
    .select(({ fn }) => ['verifier_id', fn.max('seen_at').as('at')])
    .groupBy('verifier_id')
    .execute();
  return new Map(rows.flatMap(({ verifier_id: id, at }) => (at ? [[id, at] as const] : [])));
}
