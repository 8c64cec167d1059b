import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

const MAIN = join(import.meta.dirname, '../main.ts');

describe('mibun country', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'mibun-country-cli-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  function mibun(...args: readonly string[]) {
    return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      execFile(process.execPath, [MAIN, 'country', ...args], { cwd: folder }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr }),
      );
    });
  }

  test('new writes an example that check finds sound, and says what to do next', async () => {
    const made = await mibun('new', 'one');
    assert.equal(made.code, 0);
    const files = readdirSync(join(folder, 'one'), { recursive: true, withFileTypes: true });
    assert.equal(made.stdout.trim().split('\n').length, files.filter((one) => one.isFile()).length);
    assert.match(made.stderr, /^hint: .*mibun country check one$/m);
    const checked = await mibun('check', 'one');
    assert.deepEqual([checked.code, /nothing is wrong/.test(checked.stdout)], [0, true]);
  });

  test('new writes over nothing', async () => {
    await mibun('new', 'two');
    writeFileSync(join(folder, 'two/country.yaml'), 'mine');
    writeFileSync(join(folder, 'file'), 'mine');
    for (const name of ['two', 'file']) {
      const again = await mibun('new', name);
      assert.deepEqual([again.code, again.stdout], [1, '']);
      assert.match(again.stderr, /^mibun: .*\nhint: nothing was written: name a folder/);
    }
    assert.equal(readFileSync(join(folder, 'two/country.yaml'), 'utf8'), 'mine');
  });

  test('check prints every fault as data, one a line, and talks on stderr; --json is one document', async () => {
    await mibun('new', 'three');
    writeFileSync(join(folder, 'three/letters.yaml'), 'sender: nobody\n');
    const { code, stdout, stderr } = await mibun('check', 'three');
    assert.equal(code, 1);
    const lines = stdout.trim().split('\n');
    for (const line of lines) assert.match(line, /^letters\.yaml:1 /);
    assert.match(stderr, new RegExp(`^mibun: ${lines.length} faults in three\nhint: `));
    const json = await mibun('check', 'three', '--json');
    assert.deepEqual([json.code, json.stderr], [1, '']);
    const { sound, country, faults } = JSON.parse(json.stdout);
    assert.deepEqual([sound, country, faults.length], [false, null, lines.length]);
  });

  test('a folder that is not there is answered calmly', async () => {
    const { code, stdout } = await mibun('check', 'nowhere');
    assert.equal(code, 1);
    assert.match(stdout, /^nowhere is not there: name the folder of the country/);
  });
});
