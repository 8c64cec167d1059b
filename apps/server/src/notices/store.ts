import type { JSONColumnType, Selectable } from 'kysely';
import { internal, type Migration, type Tx, tables } from '../platform/index.ts';
import type { Letter, LetterKind } from './api.ts';

interface LetterRow {
  id: string;
  kind: LetterKind;
  personId: string;
  caseId: string;
  params: JSONColumnType<Readonly<Record<string, string>>>;
  createdAt: Date;
  pdf: string | null;
}

type NoticeTables = { letters: LetterRow };

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
      letters_case_id_kind_key: internal('a second request for a letter is given the first one'),
    },
  },
];

export interface StoredLetter extends Letter {
  readonly params: Readonly<Record<string, string>>;
}

const toLetter = (row: Selectable<LetterRow>): StoredLetter => ({
  id: row.id,
  kind: row.kind,
  personId: row.personId,
  caseId: row.caseId,
  params: row.params,
  createdAt: row.createdAt,
  ...(row.pdf && { pdf: row.pdf }),
});

/** The letter of this case and kind; a second request finds the first one. `created` tells which it was. */
export async function insertLetter(
  tx: Tx,
  letter: Omit<StoredLetter, 'pdf'>,
): Promise<{ readonly letter: StoredLetter; readonly created: boolean }> {
  const db = tables<NoticeTables>(tx);
  const inserted = await db
    .insertInto('letters')
    .values({
      id: letter.id,
      kind: letter.kind,
      personId: letter.personId,
      caseId: letter.caseId,
      params: JSON.stringify(letter.params),
      createdAt: letter.createdAt,
      pdf: null,
    })
    .onConflict((conflict) => conflict.columns(['caseId', 'kind']).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (inserted) return { letter: toLetter(inserted), created: true };
  const existing = await db
    .selectFrom('letters')
    .selectAll()
    .where('caseId', '=', letter.caseId)
    .where('kind', '=', letter.kind)
    .executeTakeFirstOrThrow();
  return { letter: toLetter(existing), created: false };
}

export async function findLetter(tx: Tx, id: string): Promise<StoredLetter | undefined> {
  const row = await tables<NoticeTables>(tx)
    .selectFrom('letters')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toLetter(row);
}

export async function setPdf(tx: Tx, id: string, pdf: string): Promise<void> {
  await tables<NoticeTables>(tx).updateTable('letters').set({ pdf }).where('id', '=', id).execute();
}

export async function listLetters(
  tx: Tx,
  filter: { caseId?: string; personId?: string; limit?: number },
): Promise<readonly StoredLetter[]> {
  let query = tables<NoticeTables>(tx)
    .selectFrom('letters')
    .selectAll()
    .orderBy('createdAt', 'desc')
    .limit(Math.min(filter.limit ?? 50, 200));
  if (filter.caseId) query = query.where('caseId', '=', filter.caseId);
  if (filter.personId) query = query.where('personId', '=', filter.personId);
  return (await query.execute()).map(toLetter);
}
