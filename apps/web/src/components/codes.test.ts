import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { codeOf, shortCode } from './codes.ts';

test('an id is shown without the word in front of it', () => {
  assert.equal(codeOf('lot-7K3M9ABCDEFGHJKM'), '7K3M9ABCDEFGHJKM');
  assert.equal(codeOf('12345'), '12345');
});

test('in a list a long code is cut, a short one is not', () => {
  assert.equal(shortCode('application-7K3M9ABCDEFGHJKM'), '7K3M 9ABC …');
  assert.equal(shortCode('A-2026-4100'), 'A-2026-4100');
});

const DOORS = join(import.meta.dirname, '../doors');
/** Words, and ids that are no thing's own: what a lint is called, which verifier an accreditation names. */
const OTHERS = /\b(?:t|shared)\.\w+|>\{(?:id|verifierId)\}</;

test('no page shows an id as the system writes it', () => {
  const pages = globSync('**/*.tsx', { cwd: DOORS }).filter((path) => !path.startsWith('gallery'));
  assert.ok(pages.length > 200);
  const shown = pages.flatMap((path) =>
    [
      ...readFileSync(join(DOORS, path), 'utf8').matchAll(
        />\s*\{(?:\w+\??\.)*(?:id|\w+Id)\}\s*<|\(\$\{(?:\w+\??\.)*(?:id|\w+Id)\}\)|description: (?:\w+\??\.)*(?:id|\w+Id)\b/g,
      ),
    ]
      .filter(([text]) => !OTHERS.test(text))
      .map(([text]) => `${path}: ${text}`),
  );
  assert.deepEqual(shown, []);
});
