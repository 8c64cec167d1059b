import type { JSONColumnType } from 'kysely';
import { type Bilingual, type Tx, tables } from '../platform/index.ts';
import type { ChallengePurpose, StaffMember, StaffRole } from './api.ts';

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
  staff: { person_id: string; role: StaffRole; office: string | null; name: string };
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

export async function saveStaff(tx: Tx, members: readonly StaffMember[]): Promise<void> {
  if (members.length === 0) return;
  await tables<IdentityTables>(tx)
    .insertInto('staff')
    .values(
      members.map(({ personId, role, office, name }) => ({
        person_id: personId,
        role,
        office: office ?? null,
        name,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['person_id', 'role']).doUpdateSet((update) => ({
        office: update.ref('excluded.office'),
        name: update.ref('excluded.name'),
      })),
    )
    .execute();
}

/** Every role of one person. */
export async function rolesOf(tx: Tx, personId: string): Promise<readonly StaffMember[]> {
  const rows = await tables<IdentityTables>(tx)
    .selectFrom('staff')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('role')
    .execute();
  return rows.map((row) => ({
    personId: row.person_id,
    role: row.role,
    ...(row.office && { office: row.office }),
    name: row.name,
  }));
}
