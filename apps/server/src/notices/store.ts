import type { JSONColumnType, Selectable } from 'kysely';
import { internal, type Migration, type Tx, tables } from '../platform/index.ts';
import type { Letter, LetterKind } from './api.ts';

interface LetterRow {
  id: string;
  kind: LetterKind;
  person_id: string;
  case_id: string;
  params: JSONColumnType<Readonly<Record<string, string>>>;
  created_at: Date;
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
  personId: row.person_id,
  caseId: row.case_id,
  params: row.params,
  createdAt: row.created_at,
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
      person_id: letter.personId,
      case_id: letter.caseId,
      params: JSON.stringify(letter.params),
      created_at: letter.createdAt,
      pdf: null,
    })
    .onConflict((conflict) => conflict.columns(['case_id', 'kind']).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (inserted) return { letter: toLetter(inserted), created: true };
  const existing = await db
    .selectFrom('letters')
    .selectAll()
    .where('case_id', '=', letter.caseId)
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
    .orderBy('created_at', 'desc')
    .limit(Math.min(filter.limit ?? 50, 200));
  if (filter.caseId) query = query.where('case_id', '=', filter.caseId);
  if (filter.personId) query = query.where('person_id', '=', filter.personId);
  return (await query.execute()).map(toLetter);
}
