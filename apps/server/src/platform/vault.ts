import type { KeyCustody } from '@mibun/pki';
import type { Actor } from './actor.ts';
import { vaultActs } from './acts.ts';
import type { Audit, Purpose } from './audit.ts';
import type { Clock } from './clock.ts';
import { changedMeanwhile } from './database/constraints.ts';
import { outliving, type Tx, tables } from './database/database.ts';
import type { Migration } from './database/migrate.ts';
import { commonErrors } from './errors/common.ts';

type VaultTables = {
  vaultNumbers: {
    personId: string;
    sequence: number;
    current: boolean;
    sealed: Uint8Array;
    lookup: Uint8Array;
    since: Date;
  };
};

export const vaultMigrations: readonly Migration[] = [
  {
    name: '0002_vault',
    statements: [
      // One row per number that a person has ever had: old ones are never re-assigned (NUM-13).
      `create table vault_numbers (
         person_id text not null, sequence integer not null, current boolean not null,
         sealed bytea not null, lookup bytea not null unique, since timestamptz not null,
         primary key (person_id, sequence))`,
      'create unique index vault_numbers_current on vault_numbers (person_id) where current',
    ],
    constraints: {
      vault_numbers_pkey: changedMeanwhile,
      vault_numbers_lookup_key: changedMeanwhile,
      vault_numbers_current: changedMeanwhile,
    },
  },
];

export interface NumberAccess {
  readonly actor: Actor;
  readonly purpose: Purpose;
  readonly caseId?: string;
  readonly reason?: string;
}

/**
 * The only place that holds Individual Numbers (G7, NUM-19): sealed with a key that stays in custody, found by a
 * keyed hash. Every read is on record with its purpose, in the same transaction.
 */
export interface Vault {
  store(tx: Tx, numbers: readonly { personId: string; individualNumber: string }[]): Promise<void>;
  read(tx: Tx, personId: string, access: NumberAccess): Promise<string>;
  /** Whose current number this is. A match never authorises anything by itself (NUM-05, NUM-18). */
  find(tx: Tx, individualNumber: string, access: NumberAccess): Promise<string | undefined>;
}

const SEAL_KEY = 'vault-seal';
const LOOKUP_KEY = 'vault-lookup';

export async function openVault(custody: KeyCustody, clock: Clock, audit: Audit): Promise<Vault> {
  for (const label of [SEAL_KEY, LOOKUP_KEY]) {
    if (!(await custody.has(label))) await custody.createSecret(label);
  }
  const associated = (personId: string) => new TextEncoder().encode(`individual-number:${personId}`);
  const lookup = (individualNumber: string) =>
    custody.mac(LOOKUP_KEY, new TextEncoder().encode(individualNumber));

  return {
    async store(tx, numbers) {
      const rows: VaultTables['vaultNumbers'][] = [];
      for (const { personId, individualNumber } of numbers) {
        rows.push({
          personId,
          sequence: 1,
          current: true,
          sealed: await custody.seal(
            SEAL_KEY,
            new TextEncoder().encode(individualNumber),
            associated(personId),
          ),
          lookup: await lookup(individualNumber),
          since: clock.now(),
        });
      }
      if (rows.length > 0) await tables<VaultTables>(tx).insertInto('vaultNumbers').values(rows).execute();
    },
    async read(tx, personId, access) {
      const row = await tables<VaultTables>(tx)
        .selectFrom('vaultNumbers')
        .select('sealed')
        .where('personId', '=', personId)
        .where('current', '=', true)
        .executeTakeFirst();
      if (!row) throw commonErrors.NOT_FOUND({ privateDetail: 'no number in the vault' });
      await outliving(tx, (at) =>
        audit.record(at, { ...access, action: vaultActs['read-number'], subject: personId }),
      );
      return new TextDecoder().decode(await custody.open(SEAL_KEY, row.sealed, associated(personId)));
    },
    async find(tx, individualNumber, access) {
      const row = await tables<VaultTables>(tx)
        .selectFrom('vaultNumbers')
        .select('personId')
        .where('lookup', '=', await lookup(individualNumber))
        .where('current', '=', true)
        .executeTakeFirst();
      await audit.record(tx, {
        ...access,
        action: vaultActs['find-by-number'],
        ...(row && { subject: row.personId }),
      });
      return row?.personId;
    },
  };
}
