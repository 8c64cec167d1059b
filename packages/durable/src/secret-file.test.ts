import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { isOpenToEverybody } from './secret-file.ts';

test('a file that others may read or write is open to everybody; one of its owner and group is not', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'mibun-secret-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'key');
  writeFileSync(file, 'secret');
  const openAt = (mode: number) => {
    chmodSync(file, mode);
    return isOpenToEverybody(file);
  };
  if (process.platform === 'win32') return assert.equal(openAt(0o644), false);
  assert.deepEqual([0o600, 0o400, 0o640].map(openAt), [false, false, false]);
  assert.deepEqual([0o644, 0o604, 0o602, 0o601].map(openAt), [true, true, true, true]);
});
