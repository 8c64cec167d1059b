import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readIfThere, writeNew } from './new-file.ts';

test('a new file is written whole, for its owner alone, and never over another', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'mibun-new-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'deep', 'file');
  assert.equal(await readIfThere(path), undefined);
  const written = await Promise.all(['a', 'b', 'c'].map((text) => writeNew(path, text, text)));
  assert.equal(written.filter(Boolean).length, 1, 'of three at once one wins');
  assert.equal(await readIfThere(path), ['a', 'b', 'c'][written.indexOf(true)]);
  assert.equal(await writeNew(path, 'd', 'd'), false);
  assert.deepEqual(readdirSync(join(folder, 'deep')), ['file'], 'nothing is left beside it');
  if (process.platform !== 'win32') assert.equal(statSync(path).mode & 0o777, 0o600);
});
