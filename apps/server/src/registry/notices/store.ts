import type { JSONColumnType, Selectable } from 'kysely';
import { internal, type Migration, type Tx, tables } from '../../platform/index.ts';
import type { LetterKind } from './api.ts';

interface LetterTable {
  id: string;
  kind: LetterKind;
  personId: string;
  caseId: string;
  occasion: string;
  params: JSONColumnType<Readonly<Record<string, string>>>;
  createdAt: Date;
  /** Blob id of the PDF; null while the job is still at it. */
  pdf: string | null;
}

export type Letter = Readonly<Selectable<LetterTable>>;

const db = (tx: Tx) => tables<{ letters: LetterTable }>(tx);

export const noticeMigrations: readonly Migration[] = [
  {
    name: '0110_notices',
    statements: [
      `create table letters (
         id text primary key, kind text not null, person_id text not null, case_id text not null,
         params jsonb not null, created_at timestamptz not null, pdf text,
         unique (case_id, kind))`,
      'create index letters_by_person on letters (person_id, created_at desc)',
      'create index letters_by_time on letters (created_at desc)',
    ],
    constraints: {
      letters_pkey: internal('an id that was just drawn at random'),
    },
  },
  {
    name: '0111_letters_by_person',
    statements: [
      // One case may be about several people, and each is told.
      'alter table letters drop constraint letters_case_id_kind_key',
      `alter table letters add constraint letters_once_for_case_and_person unique (case_id, kind, person_id)`,
    ],
  },
  {
    name: '0112_letters_of_an_occasion',
    statements: [
      // What happens to a case twice is told twice: another card of the same application is ready on another day.
      `alter table letters add column occasion text not null default ''`,
      'alter table letters drop constraint letters_once_for_case_and_person',
      'alter table letters add constraint letters_once unique (case_id, kind, person_id, occasion)',
    ],
    constraints: {
      letters_once: internal('a second request for a letter is given the first one'),
    },
  },
];

/** The letter of this case, kind, person and occasion; a second request finds the first one. `created` tells which it was. */
export async function insertLetter(
  tx: Tx,
  { params, ...letter }: Omit<Letter, 'pdf'>,
): Promise<{ readonly letter: Letter; readonly created: boolean }> {
  const inserted = await db(tx)
    .insertInto('letters')
    .values({ ...letter, params: JSON.stringify(params) })
    .onConflict((conflict) => conflict.columns(['caseId', 'kind', 'personId', 'occasion']).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (inserted) return { letter: inserted, created: true };
  const existing = await db(tx)
    .selectFrom('letters')
    .selectAll()
    .where('caseId', '=', letter.caseId)
    .where('kind', '=', letter.kind)
    .where('personId', '=', letter.personId)
    .where('occasion', '=', letter.occasion)
    .executeTakeFirstOrThrow();
  return { letter: existing, created: false };
}

export function findLetter(tx: Tx, id: string): Promise<Letter | undefined> {
  return db(tx).selectFrom('letters').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function setPdf(tx: Tx, id: string, pdf: string): Promise<void> {
  await db(tx).updateTable('letters').set({ pdf }).where('id', '=', id).execute();
}

export async function listLetters(
  tx: Tx,
  filter: { caseId?: string; personId?: string; limit?: number },
): Promise<readonly Letter[]> {
  let query = db(tx)
    .selectFrom('letters')
    .selectAll()
    .orderBy('createdAt', 'desc')
    .limit(Math.min(filter.limit ?? 50, 200));
  if (filter.caseId) query = query.where('caseId', '=', filter.caseId);
  if (filter.personId) query = query.where('personId', '=', filter.personId);
  return query.execute();
}
