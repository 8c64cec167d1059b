import type { KeyCustody } from '@mibun/pki';
import { individualNumberCheckDigit } from '@mibun/rules';
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

/** Somebody who is to have a number. */
export interface Numbered {
  readonly personId: string;
  readonly residentCode: string;
  /** The one that they have already. */
  readonly individualNumber: string | null;
}

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
  /**
   * Numbers for people who have come onto the registry, in the caller's transaction. Who has one keeps it (NUM-09); for
   * the others it is derived from their resident code under a key that stays in custody, so that nobody gets from it back
   * to the code (NUM-07). A number that somebody has or has ever had is given to nobody else (NUM-13).
   * @returns the people who got none, because the number that they brought is another's
   */
  designate(tx: Tx, people: readonly Numbered[]): Promise<ReadonlySet<string>>;
  /** Of people who are said to have these numbers: those whose current one is another. Shows no number. */
  disagreeing(
    tx: Tx,
    said: readonly { readonly personId: string; readonly individualNumber: string }[],
  ): Promise<ReadonlySet<string>>;
  store(tx: Tx, numbers: readonly { personId: string; individualNumber: string }[]): Promise<void>;
  /**
   * Another number in the place of the present one (NUM-12), derived as the first was; the old one stays in the history and
   * is nobody's again (NUM-13).
   */
  replace(tx: Tx, person: Pick<Numbered, 'personId' | 'residentCode'>): Promise<void>;
  read(tx: Tx, personId: string, access: NumberAccess): Promise<string>;
  /** Whose current number this is. A match never authorises anything by itself (NUM-05, NUM-18). */
  find(tx: Tx, individualNumber: string, access: NumberAccess): Promise<string | undefined>;
}

const SEAL_KEY = 'vault-seal';
const LOOKUP_KEY = 'vault-lookup';
const DERIVATION_KEY = 'vault-derivation';
/** Of a hundred thousand million numbers; a country that meets so many taken ones in a row has none left. */
const MOST_DERIVATIONS = 50;

export async function openVault(custody: KeyCustody, clock: Clock, audit: Audit): Promise<Vault> {
  for (const label of [SEAL_KEY, LOOKUP_KEY, DERIVATION_KEY]) {
    if (!(await custody.has(label))) await custody.createSecret(label);
  }
  const associated = (personId: string) => new TextEncoder().encode(`individual-number:${personId}`);
  const lookup = (individualNumber: string) =>
    custody.mac(LOOKUP_KEY, new TextEncoder().encode(individualNumber));

  /** The candidate of a resident code; the next one where an earlier one is somebody else's. */
  async function derive(residentCode: string, attempt: number): Promise<string> {
    const drawn = await custody.mac(DERIVATION_KEY, new TextEncoder().encode(`${residentCode}:${attempt}`));
    const base = Buffer.from(drawn).readBigUInt64BE() % 10n ** 11n;
    const digits = base.toString().padStart(11, '0');
    return `${digits}${individualNumberCheckDigit(digits)}`;
  }

  /** Which of these anybody has or has had. */
  async function taken(tx: Tx, lookups: readonly Uint8Array[]): Promise<ReadonlySet<string>> {
    if (lookups.length === 0) return new Set();
    const rows = await tables<VaultTables>(tx)
      .selectFrom('vaultNumbers')
      .select('lookup')
      .where('lookup', 'in', lookups)
      .execute();
    return new Set(rows.map((row) => hex(row.lookup)));
  }

  async function rowOf(
    personId: string,
    individualNumber: string,
    sequence: number,
  ): Promise<VaultTables['vaultNumbers']> {
    const sealed = await custody.seal(
      SEAL_KEY,
      new TextEncoder().encode(individualNumber),
      associated(personId),
    );
    return {
      ...{ personId, sequence, current: true, sealed },
      ...{ lookup: await lookup(individualNumber), since: clock.now() },
    };
  }

  async function store(
    tx: Tx,
    numbers: readonly { personId: string; individualNumber: string }[],
  ): Promise<void> {
    const rows: VaultTables['vaultNumbers'][] = [];
    for (const { personId, individualNumber } of numbers)
      rows.push(await rowOf(personId, individualNumber, 1));
    if (rows.length > 0) await tables<VaultTables>(tx).insertInto('vaultNumbers').values(rows).execute();
  }

  return {
    store,
    async designate(tx, people) {
      const given = new Map<string, string>();
      const used = new Set<string>();
      const without = new Set<string>();
      /** Gives each its candidate; answers those for whom it was taken, of two in one call the second. */
      const give = async (candidates: readonly (readonly [Numbered, string])[]) => {
        const lookups = await Promise.all(candidates.map(async ([, number]) => lookup(number)));
        const others = await taken(tx, lookups);
        return candidates.flatMap(([person, number], i) => {
          const key = hex(lookups[i] ?? new Uint8Array());
          if (others.has(key) || used.has(key)) return [person];
          used.add(key);
          given.set(person.personId, number);
          return [];
        });
      };
      const brought = people.flatMap((person) =>
        person.individualNumber === null ? [] : [[person, person.individualNumber] as const],
      );
      for (const { personId } of await give(brought)) without.add(personId);
      let waiting = people.filter(({ individualNumber }) => individualNumber === null);
      for (let attempt = 1; waiting.length > 0; attempt++) {
        if (attempt > MOST_DERIVATIONS) throw new Error('no Individual Number is free');
        const derived = waiting.map(
          async (person) => [person, await derive(person.residentCode, attempt)] as const,
        );
        waiting = await give(await Promise.all(derived));
      }
      await store(
        tx,
        [...given].map(([personId, individualNumber]) => ({ personId, individualNumber })),
      );
      return without;
    },
    async replace(tx, { personId, residentCode }) {
      const db = tables<VaultTables>(tx);
      const present = await db
        .selectFrom('vaultNumbers')
        .select('sequence')
        .where('personId', '=', personId)
        .where('current', '=', true)
        .forUpdate()
        .executeTakeFirst();
      if (!present) throw commonErrors.NOT_FOUND({ privateDetail: 'no number in the vault' });
      for (let attempt = 1; attempt <= MOST_DERIVATIONS; attempt++) {
        const number = await derive(residentCode, attempt);
        // Their own earlier numbers are taken, too.
        if ((await taken(tx, [await lookup(number)])).size > 0) continue;
        await db
          .updateTable('vaultNumbers')
          .set({ current: false })
          .where('personId', '=', personId)
          .where('sequence', '=', present.sequence)
          .execute();
        await db
          .insertInto('vaultNumbers')
          .values(await rowOf(personId, number, present.sequence + 1))
          .execute();
        return;
      }
      throw new Error('no Individual Number is free');
    },
    async disagreeing(tx, said) {
      if (said.length === 0) return new Set();
      const rows = await tables<VaultTables>(tx)
        .selectFrom('vaultNumbers')
        .select(['personId', 'lookup'])
        .where('current', '=', true)
        .where(
          'personId',
          'in',
          said.map(({ personId }) => personId),
        )
        .execute();
      const current = new Map(rows.map((row) => [row.personId, hex(row.lookup)]));
      const other = new Set<string>();
      for (const { personId, individualNumber } of said) {
        if (current.get(personId) !== hex(await lookup(individualNumber))) other.add(personId);
      }
      return other;
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

const hex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex');
