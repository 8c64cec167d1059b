import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { root } from './steps.ts';
import { WITNESSES, witnessSteps } from './witnesses.ts';

test('every witness is run once, and every one that a lane is named for is there', () => {
  const steps = witnessSteps();
  assert.equal(new Set(steps.map(({ name }) => name)).size, steps.length);
  for (const [name, , why] of WITNESSES) {
    assert.ok(
      steps.some((step) => step.name === `conformance/${name}.test.ts`),
      name,
    );
    assert.ok(why.length > 0);
  }
});

test('a witness that nobody has put in a lane runs beside none of those that want to be undisturbed', () => {
  const steps = witnessSteps([
    'conformance/readers.test.ts',
    'conformance/new.test.ts',
    'conformance/hsm.test.ts',
  ]);
  assert.deepEqual(
    steps.map(({ name, lane }) => [name, lane]),
    [
      ['conformance/new.test.ts', 'one by one'],
      ['conformance/readers.test.ts', 'one by one'],
      ['conformance/hsm.test.ts', undefined],
    ],
  );
});

/** What a machine has one of, or what a busy machine makes late: readers, a browser, a screen. */
const ONE_OF = ['harness/vpcd.ts', 'harness/desktop.ts', 'browser/stage.ts', 'harness/tearing-card.ts'];

test('no witness that runs beside another uses a reader, a browser or a screen', () => {
  for (const { name, lane } of witnessSteps()) {
    const used = ONE_OF.filter((file) => reaches(name, `conformance/${file}`));
    if (lane === undefined) assert.deepEqual(used, [], name);
  }
  assert.ok(
    reaches('conformance/ssh.test.ts', 'conformance/harness/vpcd.ts'),
    'the look itself finds something',
  );
});

/** Whether a file imports another one by its path, itself or by way of others. */
function reaches(file: string, wanted: string, seen = new Set<string>()): boolean {
  if (file === wanted) return true;
  if (seen.has(file) || !existsSync(join(root, file))) return false;
  seen.add(file);
  const imports = readFileSync(join(root, file), 'utf8').matchAll(/from '(\.[^']+)'/g);
  return [...imports].some(([, target = '']) =>
    reaches(normalize(join(dirname(file), target)), wanted, seen),
  );
}
