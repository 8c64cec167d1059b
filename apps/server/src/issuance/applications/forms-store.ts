import { type Insertable, type Selectable, sql } from 'kysely';
import { type Tx, tables } from '../../platform/index.ts';
import type { FormTable } from './migrations.ts';

export type Form = Readonly<Selectable<FormTable>>;

const db = (tx: Tx) => tables<{ applicationForms: FormTable }>(tx);

/** A new form ends the one before it (APP-01). */
export async function insertForms(
  tx: Tx,
  forms: readonly Pick<Insertable<FormTable>, 'applicationId' | 'personId' | 'cause' | 'openedBy'>[],
  at: Date,
): Promise<void> {
  if (forms.length === 0) return;
  const people = forms.map(({ personId }) => personId);
  await supersedeForms(tx, people);
  await db(tx)
    .insertInto('applicationForms')
    .values(forms.map((form) => ({ ...form, openedAt: at, superseded: false, mismatches: 0, locked: false })))
    .execute();
}

async function supersedeForms(tx: Tx, people: readonly string[]): Promise<void> {
  await db(tx)
    .updateTable('applicationForms')
    .set({ superseded: true })
    .where('personId', 'in', people)
    .where('superseded', '=', false)
    .execute();
}

/** Of these people, those who have had a form, whatever became of it. */
export async function peopleWithForms(tx: Tx, people: readonly string[]): Promise<ReadonlySet<string>> {
  if (people.length === 0) return new Set();
  const rows = await db(tx)
    .selectFrom('applicationForms')
    .select('personId')
    .distinct()
    .where('personId', 'in', people)
    .execute();
  return new Set(rows.map(({ personId }) => personId));
}

/** @param hold of two acts with one form the second waits for the first */
export function findForm(
  tx: Tx,
  applicationId: string,
  { hold = false }: { readonly hold?: boolean } = {},
): Promise<Form | undefined> {
  const query = db(tx).selectFrom('applicationForms').selectAll().where('applicationId', '=', applicationId);
  return (hold ? query.forUpdate() : query).executeTakeFirst();
}

/** Counts a wrong date of birth in one statement, so that parallel guesses all count; gives the new count. */
export async function countMismatch(tx: Tx, applicationId: string): Promise<number> {
  const row = await db(tx)
    .updateTable('applicationForms')
    .set({ mismatches: sql<number>`mismatches + 1` })
    .where('applicationId', '=', applicationId)
    .returning('mismatches')
    .executeTakeFirstOrThrow();
  return row.mismatches;
}

/** Nobody opens it online any more (APP-05). */
export async function lockForm(tx: Tx, applicationId: string): Promise<void> {
  await db(tx)
    .updateTable('applicationForms')
    .set({ locked: true })
    .where('applicationId', '=', applicationId)
    .execute();
}
