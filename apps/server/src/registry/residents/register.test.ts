import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import {
  type IndividualNumber,
  isIndividualNumber,
  plainDate,
  type RegisteredRow,
  type ResidentCode,
  residentCodeCheckDigit,
} from '@mibun/rules';
import { CompiledQuery } from 'kysely';
import { openTestPlatform, type TestPlatform } from '../../../testing/platform.ts';
import type { Act, Tx } from '../../platform/index.ts';
import { createResidents, type Residents, residentMigrations } from './index.ts';

const ACT: Act = {
  actor: { kind: 'registry', id: 'settlement-1', name: '開設' },
  purpose: 'administration',
  reason: 'settling',
};

function person(n: number, change: Partial<RegisteredRow> = {}): RegisteredRow {
  const base = String(1_234_000_000 + n);
  return {
    residentCode: `${base}${residentCodeCheckDigit(base)}` as ResidentCode,
    individualNumber: null,
    municipality: '98101',
    household: String(n),
    relation: 'head',
    name: `用例　${'秋冬春夏'[n % 4]}`,
    nameKana: '',
    nameRomaji: '',
    formerSurname: null,
    commonName: null,
    birthDate: plainDate('1990-03-04'),
    sex: '2',
    postalCode: '000-8101',
    address: `北例県文例市本文町${n}番`,
    domicile: null,
    nationality: 'JPN',
    residenceStatus: null,
    stayUntil: null,
    residentSince: plainDate('2015-04-01'),
    phone: null,
    email: null,
    ...change,
  };
}

describe('entering people from a municipality’s file', () => {
  let platform: TestPlatform;
  let residents: Residents;
  beforeEach(async () => {
    platform = await openTestPlatform({ migrations: residentMigrations });
    residents = createResidents(platform, { municipalities: [] }).api;
  });
  afterEach(() => platform.close());

  const register = async (...rows: readonly RegisteredRow[]) =>
    platform.database.transaction((tx) => residents.register(tx, rows, ACT));
  const statuses = async (...rows: readonly RegisteredRow[]) =>
    (await register(...rows)).map(({ status }) => status);
  async function rowsOf(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const { rows } = await platform.database.query((tx: Tx) => tx.executeQuery(CompiledQuery.raw(sql)));
    return rows as readonly Readonly<Record<string, unknown>>[];
  }
  async function numberOf(code: string): Promise<string> {
    const [row] = await rowsOf(`select person_id from residents where resident_code = '${code}'`);
    return platform.database.transaction((tx) =>
      platform.vault.read(tx, String(row?.personId), { actor: ACT.actor, purpose: 'administration' }),
    );
  }

  test('NUM-09 each comes onto the registry with a number of their own, and finds it on their access log', async () => {
    const rows = [person(1), person(2), person(3)];
    assert.deepEqual(await statuses(...rows), ['added', 'added', 'added']);
    const numbers = await Promise.all(rows.map(({ residentCode }) => numberOf(residentCode)));
    assert.equal(new Set(numbers).size, 3);
    for (const number of numbers) assert.ok(isIndividualNumber(number));
    const entries = await platform.database.query((tx) =>
      platform.audit.list(tx, { action: 'residents.register' }),
    );
    assert.equal(new Set(entries.map(({ subject }) => subject)).size, 3);
    assert.ok(entries.every(({ reason }) => reason === 'settling'));
  });

  test('the same file once more adds nobody, also in other pieces', async () => {
    const rows = [1, 2, 3, 4].map((n) => person(n, { household: 'one' }));
    await register(...rows.slice(0, 3));
    assert.deepEqual(await statuses(...rows), ['known', 'known', 'known', 'added']);
    assert.deepEqual(await statuses(...rows), ['known', 'known', 'known', 'known']);
    const [count] = await rowsOf(
      'select count(*)::int as people, count(distinct household_id)::int as households from residents',
    );
    assert.deepEqual(count, { people: 4, households: 1 });
    assert.deepEqual(await rowsOf('select count(*)::int as numbers from vault_numbers'), [{ numbers: 4 }]);
  });

  test('a row that says otherwise than the registry changes nothing, and the columns are named', async () => {
    await register(person(1));
    const [outcome] = await register(person(1, { address: '南例県', household: '9', stayUntil: null }));
    assert.deepEqual(outcome, { status: 'differs', columns: ['household', 'address'] });
    assert.deepEqual(await statuses(person(1)), ['known']);
  });

  test('NUM-13 who has a number keeps it; one that is or was another’s is given to nobody', async () => {
    const mine = '123456789018' as IndividualNumber;
    const numbered = person(1, { individualNumber: mine });
    assert.deepEqual(await statuses(numbered), ['added']);
    assert.equal(await numberOf(numbered.residentCode), mine);
    assert.deepEqual(await statuses(numbered), ['known']);
    const other = person(1, { individualNumber: '537686677188' as IndividualNumber });
    assert.deepEqual(await register(other), [{ status: 'differs', columns: ['individualNumber'] }]);
    assert.deepEqual(await statuses(person(2, { individualNumber: mine }), person(3)), [
      'number-taken',
      'added',
    ]);
    await rowsOf('update vault_numbers set current = false');
    assert.deepEqual(await statuses(person(4, { individualNumber: mine })), ['number-taken']);
  });

  test('NUM-07 two rows of one file with one number, or one resident code: the first has it', async () => {
    const mine = '123456789018' as IndividualNumber;
    const rows = [person(1, { individualNumber: mine }), person(2, { individualNumber: mine }), person(1)];
    assert.deepEqual(await statuses(...rows), ['added', 'number-taken', 'twice']);
  });

  test('NUM-07 a derived number that is somebody’s already is passed over', async () => {
    await register(person(1));
    const derived = await numberOf(person(1).residentCode);
    await rowsOf('delete from vault_numbers');
    await rowsOf(`update residents set resident_code = '00000000000'`);
    assert.deepEqual(await statuses(person(7, { individualNumber: derived as IndividualNumber })), ['added']);
    assert.deepEqual(await statuses(person(1)), ['added']);
    assert.notEqual(await numberOf(person(1).residentCode), derived);
  });

  test('as many statements for five hundred people as for five', async () => {
    const counted = async (rows: readonly RegisteredRow[]) => {
      let statements = 0;
      await platform.database.transaction((tx) => {
        const counting = tx.withPlugin({
          transformQuery({ node }) {
            statements++;
            return node;
          },
          transformResult: async ({ result }) => result,
        });
        return residents.register(counting, rows, ACT);
      });
      return statements;
    };
    const people = (from: number, many: number) => Array.from({ length: many }, (_, i) => person(from + i));
    await counted(people(9000, 5));
    const few = await counted(people(8000, 5));
    assert.ok(few > 3, `${few} statements are counted`);
    assert.equal(await counted(people(0, 500)), few);
  });
});
