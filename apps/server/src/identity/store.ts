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
  login_challenges: {
    id_hash: string;
    purpose: ChallengePurpose;
    statement_ja: string;
    statement_en: string;
    binding: JSONColumnType<Binding> | null;
    expires_at: Date;
  };
};

export async function insertChallenge(tx: Tx, challenge: OpenChallenge, now: Date): Promise<void> {
  const db = tables<IdentityTables>(tx);
  await db.deleteFrom('login_challenges').where('expires_at', '<', now).execute();
  await db
    .insertInto('login_challenges')
    .values({
      id_hash: challenge.idHash,
      purpose: challenge.purpose,
      statement_ja: challenge.statement.ja,
      statement_en: challenge.statement.en,
      binding: challenge.binding ? JSON.stringify(challenge.binding) : null,
      expires_at: challenge.expiresAt,
    })
    .execute();
}

/** Takes the challenge away, whoever is first; whatever happens afterwards, it cannot be answered again (VER-04). */
export async function takeChallenge(tx: Tx, idHash: string): Promise<OpenChallenge | undefined> {
  const row = await tables<IdentityTables>(tx)
    .deleteFrom('login_challenges')
    .where('id_hash', '=', idHash)
    .returningAll()
    .executeTakeFirst();
  return (
    row && {
      idHash,
      purpose: row.purpose,
      statement: { ja: row.statement_ja, en: row.statement_en },
      ...(row.binding && { binding: row.binding }),
      expiresAt: row.expires_at,
    }
  );
}
