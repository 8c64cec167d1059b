import type { JSONColumnType } from 'kysely';
import { type Bilingual, type Tx, tables } from '../platform/index.ts';
import type { ChallengePurpose } from './api.ts';

/** What an answer to this challenge also agrees to; kept here, so that the page cannot change it afterwards. */
export type Binding = Readonly<Record<string, unknown>>;

export interface OpenChallenge {
  readonly idHash: string;
  readonly purpose: ChallengePurpose;
  readonly statement: Bilingual;
  readonly binding?: Binding;
  readonly expiresAt: Date;
}

type IdentityTables = {
  loginChallenges: {
    idHash: string;
    purpose: ChallengePurpose;
    statementJa: string;
    statementEn: string;
    binding: JSONColumnType<Binding> | null;
    expiresAt: Date;
  };
};

export async function insertChallenge(tx: Tx, challenge: OpenChallenge, now: Date): Promise<void> {
  const db = tables<IdentityTables>(tx);
  await db.deleteFrom('loginChallenges').where('expiresAt', '<', now).execute();
  await db
    .insertInto('loginChallenges')
    .values({
      idHash: challenge.idHash,
      purpose: challenge.purpose,
      statementJa: challenge.statement.ja,
      statementEn: challenge.statement.en,
      binding: challenge.binding ? JSON.stringify(challenge.binding) : null,
      expiresAt: challenge.expiresAt,
    })
    .execute();
}

/** Takes the challenge away, whoever is first; whatever happens afterwards, it cannot be answered again (VER-04). */
export async function takeChallenge(tx: Tx, idHash: string): Promise<OpenChallenge | undefined> {
  const row = await tables<IdentityTables>(tx)
    .deleteFrom('loginChallenges')
    .where('idHash', '=', idHash)
    .returningAll()
    .executeTakeFirst();
  return (
    row && {
      idHash,
      purpose: row.purpose,
      statement: { ja: row.statementJa, en: row.statementEn },
      ...(row.binding && { binding: row.binding }),
      expiresAt: row.expiresAt,
    }
  );
}
