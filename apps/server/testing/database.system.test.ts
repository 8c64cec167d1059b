import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';

/** Opens a database that has a table already, writes and reads a row, and says whether it is there. */
const PROGRAM = `
  import { openTestDatabase } from ${JSON.stringify(import.meta.resolve('./database.ts'))};
  const statements = ['create table things (name text not null)'];
  const database = await openTestDatabase({ migrated: [{ name: '0001_things', statements }] });
  const { rows } = await database.executeSql("insert into things values ('one') returning name", []);
  await database.executeSql('select 1 from kysely_migration', []);
  await database.close();
  console.log(rows[0].name);
`;

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'mibun-images-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

const imagesIn = () => readdirSync(folder).map((name) => join(folder, name));

/** Another process, whose folder of passing files is that one; on PGlite, whatever the tests run on. */
async function open(passing = folder, shell = 'exec "$@"'): Promise<void> {
  const { MIBUN_TEST_DATABASE_URL: _, ...env } = process.env;
  const node = [process.execPath, '--input-type=module', '--eval', PROGRAM];
  const { stdout } = await promisify(execFile)('sh', ['-c', shell, 'sh', ...node], {
    env: { ...env, TMPDIR: passing },
  });
  assert.equal(stdout, 'one\n');
}

test('two processes that make the images at once, on a machine that has none, leave whole ones and nothing else', async () => {
  await Promise.all([open(), open()]);
  assert.equal(imagesIn().length, 2);
  const made = imagesIn().map((path) => statSync(path).mtimeMs);
  await open();
  assert.deepEqual(
    imagesIn().map((path) => statSync(path).mtimeMs),
    made,
    'and the next one takes them',
  );
});

test('an image that is not whole is made anew', async () => {
  for (const length of [0, 1_000_000]) {
    for (const path of imagesIn()) truncateSync(path, length);
    await open();
    for (const path of imagesIn()) assert.ok(statSync(path).size > 20_000_000, path);
  }
});

test('where nothing can be kept, a database is migrated when it opens', async () => {
  await open(join(folder, 'that-there-is-not'));
  for (const path of imagesIn()) rmSync(path);
  // No file may be longer than that, as on a disk that is full.
  await open(folder, 'ulimit -f 2000; exec "$@"');
  assert.deepEqual(imagesIn(), []);
});
