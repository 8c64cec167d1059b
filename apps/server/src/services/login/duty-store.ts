import type { StaffRole } from '@mibun/rules';
import type { Insertable } from 'kysely';
import { type Actor, type Tx, tables } from '../../platform/index.ts';
import type { DutyTable } from './migrations.ts';

/** A duty as it is recorded. */
export type Duty = Readonly<DutyTable>;

/** One duty of a member of staff: a role, and where it is held. They log in with their own card (ROL-02). */
export type StaffMember = Readonly<Pick<Insertable<DutyTable>, 'personId' | 'role' | 'office' | 'name'>>;

export type NewDuty = StaffMember & Pick<Duty, 'dutyId'>;

const db = (tx: Tx) => tables<{ duties: DutyTable }>(tx);

/** False when the person has this very duty already; then it gets the name. */
export async function insertDuty(tx: Tx, duty: NewDuty, at: Date): Promise<boolean> {
  const { dutyId, personId, role, office = null, name } = duty;
  const inserted = await db(tx)
    .insertInto('duties')
    .values({ dutyId, personId, role, office, name, beganAt: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 1n) return true;
  await db(tx)
    .updateTable('duties')
    .set({ name })
    .where('personId', '=', personId)
    .where('role', '=', role)
    .where('office', 'is not distinct from', office)
    .where('endedAt', 'is', null)
    .execute();
  return false;
}

export function openDuties(tx: Tx, personId: string): Promise<readonly Duty[]> {
  return db(tx)
    .selectFrom('duties')
    .selectAll()
    .where('personId', '=', personId)
    .where('endedAt', 'is', null)
    .orderBy('role')
    .orderBy('office')
    .execute();
}

/** The duties in some roles that are held now: at one office, or of the nation. */
export function openDutiesIn(
  tx: Tx,
  roles: readonly StaffRole[],
  office: string | null,
): Promise<readonly Duty[]> {
  return db(tx)
    .selectFrom('duties')
    .selectAll()
    .where('role', 'in', roles)
    .where('office', 'is not distinct from', office)
    .where('endedAt', 'is', null)
    .orderBy('role')
    .orderBy('beganAt')
    .orderBy('dutyId')
    .execute();
}

/**
 * This duty and all others in the same role at the same place, held until the transaction ends, always in one order: two
 * people who end each other's do it one after the other.
 */
export async function holdAlike(tx: Tx, dutyId: string): Promise<readonly Duty[]> {
  const named = await db(tx)
    .selectFrom('duties')
    .select(['role', 'office'])
    .where('dutyId', '=', dutyId)
    .executeTakeFirst();
  if (!named) return [];
  return db(tx)
    .selectFrom('duties')
    .selectAll()
    .where('role', '=', named.role)
    .where('office', 'is not distinct from', named.office)
    .where('endedAt', 'is', null)
    .orderBy('dutyId')
    .forUpdate()
    .execute();
}

/** The duty, held until the transaction ends: a session in it begins before it ends, or not at all. */
export function holdDuty(tx: Tx, dutyId: string): Promise<Duty | undefined> {
  return db(tx)
    .selectFrom('duties')
    .selectAll()
    .where('dutyId', '=', dutyId)
    .where('endedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

export async function markEnded(
  tx: Tx,
  dutyId: string,
  { by, reason, at }: { readonly by: Actor; readonly reason: string; readonly at: Date },
): Promise<void> {
  await db(tx)
    .updateTable('duties')
    .set({ endedAt: at, endedBy: by.id, endReason: reason })
    .where('dutyId', '=', dutyId)
    .execute();
}
