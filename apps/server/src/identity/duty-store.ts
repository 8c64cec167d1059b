import type { StaffRole } from '@mibun/rules';
import { type Actor, type Tx, tables } from '../platform/index.ts';
import type { Duty } from './api.ts';

interface DutyRow {
  duty_id: string;
  person_id: string;
  role: StaffRole;
  office: string | null;
  name: string;
  began_at: Date;
  ended_at: Date | null;
  ended_by: string | null;
  end_reason: string | null;
}

type DutyTables = { duties: DutyRow };

const db = (tx: Tx) => tables<DutyTables>(tx);

const toDuty = (row: DutyRow): Duty => ({
  dutyId: row.duty_id,
  personId: row.person_id,
  role: row.role,
  ...(row.office && { office: row.office }),
  name: row.name,
});

/** False when the person has this very duty already; then it gets the name. */
export async function insertDuty(tx: Tx, duty: Duty, at: Date): Promise<boolean> {
  const { dutyId, personId, role, office = null, name } = duty;
  const inserted = await db(tx)
    .insertInto('duties')
    .values({
      duty_id: dutyId,
      person_id: personId,
      role,
      office,
      name,
      began_at: at,
      ended_at: null,
      ended_by: null,
      end_reason: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 1n) return true;
  await db(tx)
    .updateTable('duties')
    .set({ name })
    .where('person_id', '=', personId)
    .where('role', '=', role)
    .where('office', 'is not distinct from', office)
    .where('ended_at', 'is', null)
    .execute();
  return false;
}

export async function openDuties(tx: Tx, personId: string): Promise<readonly Duty[]> {
  const rows = await db(tx)
    .selectFrom('duties')
    .selectAll()
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .orderBy('role')
    .orderBy('office')
    .execute();
  return rows.map(toDuty);
}

/** The duty, held until the transaction ends: a session in it begins before it ends, or not at all. */
export async function holdDuty(tx: Tx, dutyId: string): Promise<Duty | undefined> {
  const row = await db(tx)
    .selectFrom('duties')
    .selectAll()
    .where('duty_id', '=', dutyId)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  return row && toDuty(row);
}

export async function markEnded(
  tx: Tx,
  dutyId: string,
  { by, reason, at }: { readonly by: Actor; readonly reason: string; readonly at: Date },
): Promise<void> {
  await db(tx)
    .updateTable('duties')
    .set({ ended_at: at, ended_by: by.id, end_reason: reason })
    .where('duty_id', '=', dutyId)
    .execute();
}
