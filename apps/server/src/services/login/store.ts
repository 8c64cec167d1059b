import type { Selectable } from 'kysely';
import { type Bilingual, type Tx, tables } from '../../platform/index.ts';
import type { ChallengeTable } from './migrations.ts';

/** The two statements are one pair, as everywhere else. */
export type OpenChallenge = Readonly<Omit<Selectable<ChallengeTable>, 'statementJa' | 'statementEn'>> & {
  readonly statement: Bilingual;
};

const db = (tx: Tx) => tables<{ loginChallenges: ChallengeTable }>(tx);

export async function insertChallenge(
  tx: Tx,
  { statement, binding, ...challenge }: OpenChallenge,
  now: Date,
): Promise<void> {
  await db(tx).deleteFrom('loginChallenges').where('expiresAt', '<', now).execute();
  await db(tx)
    .insertInto('loginChallenges')
    .values({
      ...challenge,
      statementJa: statement.ja,
      statementEn: statement.en,
      binding: binding && JSON.stringify(binding),
    })
    .execute();
}

/** Takes the challenge away, whoever is first; whatever happens afterwards, it cannot be answered again (VER-04). */
export async function takeChallenge(tx: Tx, idHash: string): Promise<OpenChallenge | undefined> {
  const row = await db(tx)
    .deleteFrom('loginChallenges')
    .where('idHash', '=', idHash)
    .returningAll()
    .executeTakeFirst();
  if (!row) return undefined;
  const { statementJa, statementEn, ...challenge } = row;
  return { ...challenge, statement: { ja: statementJa, en: statementEn } };
}
