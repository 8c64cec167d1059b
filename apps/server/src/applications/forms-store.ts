import { sql } from 'kysely';
import { type Tx, tables } from '../platform/index.ts';
import type { ApplicationCause } from './api.ts';

interface FormRow {
  application_id: string;
  person_id: string;
  cause: ApplicationCause;
  opened_at: Date;
  opened_by: string | null;
  superseded: boolean;
  mismatches: number;
  locked: boolean;
}

type FormTables = { application_forms: FormRow };

/** A new form ends the one before it (APP-01). */
export async function insertForms(
  tx: Tx,
  forms: readonly {
    readonly applicationId: string;
    readonly personId: string;
    readonly cause: ApplicationCause;
    readonly openedBy?: string;
  }[],
  at: Date,
): Promise<void> {
  if (forms.length === 0) return;
  const people = forms.map(({ personId }) => personId);
  await supersedeForms(tx, people);
  await tables<FormTables>(tx)
    .insertInto('application_forms')
    .values(
      forms.map(({ applicationId, personId, cause, openedBy }) => ({
        application_id: applicationId,
        person_id: personId,
        cause,
        opened_at: at,
        opened_by: openedBy ?? null,
        superseded: false,
        mismatches: 0,
        locked: false,
      })),
    )
    .execute();
}

async function supersedeForms(tx: Tx, people: readonly string[]): Promise<void> {
  await tables<FormTables>(tx)
    .updateTable('application_forms')
    .set({ superseded: true })
    .where('person_id', 'in', people)
    .where('superseded', '=', false)
    .execute();
}

export interface Form {
  readonly applicationId: string;
  readonly personId: string;
  readonly cause: ApplicationCause;
  /** The member of staff who opened it; absent for those that were sent to everybody. */
  readonly openedBy?: string;
  readonly superseded: boolean;
  readonly mismatches: number;
  readonly locked: boolean;
}

/** @param hold of two acts with one form the second waits for the first */
export async function findForm(
  tx: Tx,
  applicationId: string,
  { hold = false }: { readonly hold?: boolean } = {},
): Promise<Form | undefined> {
  const query = tables<FormTables>(tx)
    .selectFrom('application_forms')
    .selectAll()
    .where('application_id', '=', applicationId);
  const row = await (hold ? query.forUpdate() : query).executeTakeFirst();
  return (
    row && {
      applicationId: row.application_id,
      personId: row.person_id,
      cause: row.cause,
      ...(row.opened_by && { openedBy: row.opened_by }),
      superseded: row.superseded,
      mismatches: row.mismatches,
      locked: row.locked,
    }
  );
}

/** Counts a wrong date of birth in one statement, so that parallel guesses all count; gives the new count. */
export async function countMismatch(tx: Tx, applicationId: string, limit: number): Promise<number> {
  const row = await tables<FormTables>(tx)
    .updateTable('application_forms')
    .set({
      mismatches: sql<number>`mismatches + 1`,
      locked: sql<boolean>`mismatches + 1 >= ${limit}`,
    })
    .where('application_id', '=', applicationId)
    .returning('mismatches')
    .executeTakeFirstOrThrow();
  return row.mismatches;
}
