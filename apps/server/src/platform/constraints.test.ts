import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { type Constraints, constraintsAfter } from '../../testing/constraints.ts';
import { testCountry } from '../../testing/country.ts';
import { describeMigrations } from '../describe.ts';

describe('every constraint has its answer', () => {
  let found: Constraints['found'];
  let declared: Constraints['declared'];
  let silent: Constraints['silent'];

  before(async () => {
    ({ found, declared, silent } = await constraintsAfter(describeMigrations(testCountry())));
  });

  test('the catalogue has the unique indexes of all modules', () => {
    const tables = new Set(found.map(({ table }) => table));
    for (const table of ['visits', 'applications', 'cards', 'consents', 'proposals', 'sessions']) {
      assert.ok(tables.has(table), `${table} of ${[...tables].join(' ')}`);
    }
  });

  test('a refusal, or the reason why no act of a person can violate it', () => {
    assert.deepEqual(silent, []);
  });

  test('no answer for a constraint that is not there', () => {
    const names = new Set(found.map(({ name }) => name));
    assert.deepEqual(
      [...declared.keys()].filter((name) => !names.has(name)),
      [],
    );
  });

  test('a reason is a reason', () => {
    for (const [name, answer] of declared) {
      if (typeof answer === 'function') assert.equal(answer({}).definition.status, 409, name);
      else assert.ok(answer.internal.length > 15, name);
    }
  });
});
