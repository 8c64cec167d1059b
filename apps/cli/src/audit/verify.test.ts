import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { describe as inWords } from './verify-run.ts';

const MAIN = join(import.meta.dirname, '../main.ts');
const HASH = 'a'.repeat(64);

describe('mibun audit verify', () => {
  function mibun(...args: readonly string[]) {
    const folder = mkdtempSync(join(tmpdir(), 'mibun-audit-'));
    return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      execFile(
        process.execPath,
        [MAIN, 'audit', 'verify', ...args],
        { cwd: folder },
        (error, stdout, stderr) => {
          rmSync(folder, { recursive: true, force: true });
          resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr });
        },
      );
    });
  }

  test('a head that is none, and a folder without data, are answered calmly', async () => {
    for (const [args, words] of [
      [['--head', '12:abc'], /"12:abc" is no head\nhint: /],
      [['--data', 'nowhere'], /no data in nowhere\nhint: /],
    ] as const) {
      const { code, stdout, stderr } = await mibun(...args);
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(stderr, words);
    }
  });

  test('each fault is named with where it is, and what is not proven is said', () => {
    const head = { sequence: 3, hash: HASH, at: new Date('2026-11-30T00:00:00Z') };
    const sound = inWords({ faults: [], sealed: 5, unsealed: 2, head }).join('\n');
    assert.match(sound, /sealed +5 .*\nnot yet +2 .*nothing is proven/);
    assert.match(sound, new RegExp(`3:${HASH} signed 2026-11-30`));
    assert.match(sound, /unsigned +2 /);
    assert.match(sound, /nothing was changed$/);
    const faulty = inWords({
      faults: [
        { fault: 'changed', sequence: 1, entry: 11 },
        { fault: 'missing', sequence: 2, entry: 12 },
        { fault: 'gap', sequence: 3 },
        { fault: 'added', entry: 14 },
        { fault: 'head', sequence: 5 },
        { fault: 'kept-head', sequence: 6 },
      ],
      sealed: 6,
      unsealed: 0,
      head: null,
    });
    assert.equal(faulty.filter((line) => line.startsWith('  - ')).length, 6);
    assert.equal(new Set(faulty).size, faulty.length);
  });
});
