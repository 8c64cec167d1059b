import { sql } from 'kysely';
import { type Tx, tables } from '../platform/index.ts';
import type { ApplicationCause } from './api.ts';

interface FormRow {
  applicationId: string;
  personId: string;
  cause: ApplicationCause;
  openedAt: Date;
  openedBy: string | null;
  superseded: boolean;
  mismatches: number;
  locked: boolean;
}

type FormTables = { applicationForms: FormRow };

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
    .insertInto('applicationForms')
    .values(
      forms.map(({ applicationId, personId, cause, openedBy }) => ({
        applicationId,
        personId,
        cause,
        openedAt: at,
        openedBy: openedBy ?? null,
        superseded: false,
        mismatches: 0,
        locked: false,
      })),
    )
    .execute();
}

async function supersedeForms(tx: Tx, people: readonly string[]): Promise<void> {
  await tables<FormTables>(tx)
    .updateTable('applicationForms')
    .set({ superseded: true })
    .where('personId', 'in', people)
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
    .selectFrom('applicationForms')
    .selectAll()
    .where('applicationId', '=', applicationId);
  const row = await (hold ? query.forUpdate() : query).executeTakeFirst();
  return (
    row && {
      applicationId: row.applicationId,
      personId: row.personId,
      cause: row.cause,
      ...(row.openedBy && { openedBy: row.openedBy }),
      superseded: row.superseded,
      mismatches: row.mismatches,
      locked: row.locked,
    }
  );
}

/** Counts a wrong date of birth in one statement, so that parallel guesses all count; gives the new count. */
export async function countMismatch(tx: Tx, applicationId: string, limit: number): Promise<number> {
  const row = await tables<FormTables>(tx)
    .updateTable('applicationForms')
    .set({
      mismatches: sql<number>`mismatches + 1`,
      locked: sql<boolean>`mismatches + 1 >= ${limit}`,
    })
    .where('applicationId', '=', applicationId)
    .returning('mismatches')
    .executeTakeFirstOrThrow();
  return row.mismatches;
}
