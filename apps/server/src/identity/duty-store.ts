import type { StaffRole } from '@mibun/rules';
import { type Actor, type Tx, tables } from '../platform/index.ts';
import type { Duty } from './api.ts';

interface DutyRow {
  dutyId: string;
  personId: string;
  role: StaffRole;
  office: string | null;
  name: string;
  beganAt: Date;
  endedAt: Date | null;
  endedBy: string | null;
  endReason: string | null;
}

type DutyTables = { duties: DutyRow };

const db = (tx: Tx) => tables<DutyTables>(tx);

const toDuty = (row: DutyRow): Duty => ({
  dutyId: row.dutyId,
  personId: row.personId,
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
      dutyId,
      personId,
      role,
      office,
      name,
      beganAt: at,
      endedAt: null,
      endedBy: null,
      endReason: null,
    })
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

export async function openDuties(tx: Tx, personId: string): Promise<readonly Duty[]> {
  const rows = await db(tx)
    .selectFrom('duties')
    .selectAll()
    .where('personId', '=', personId)
    .where('endedAt', 'is', null)
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
    .where('dutyId', '=', dutyId)
    .where('endedAt', 'is', null)
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
    .set({ endedAt: at, endedBy: by.id, endReason: reason })
    .where('dutyId', '=', dutyId)
    .execute();
}
