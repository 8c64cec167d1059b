import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type PostgresServer, startPostgres } from './harness/postgres.ts';

// The production database: every test of a server module that has a database, and the life of one card, on PostgreSQL.

const root = fileURLToPath(new URL('..', import.meta.url));
const TEST_PLATFORM = 'apps/server/testing/platform.ts';

describe('PostgreSQL', () => {
  let server: PostgresServer;

  before(async () => {
    server = await startPostgres();
  });
  after(() => server.stop());

  const files = globSync('apps/server/src/**/*.test.ts', { cwd: root }).filter((file) =>
    reaches(file, TEST_PLATFORM),
  );

  test('there are tests with a database', () => assert.ok(files.length > 10, files.join(' ')));

  for (const file of files.sort()) {
    test(file, async () => {
      const created = server.databasesCreated();
      const { status, output } = await runNode(['--test', file], { MIBUN_TEST_DATABASE_URL: server.url });
      assert.equal(status, 0, output);
      assert.ok(server.databasesCreated() > created, `it did not use PostgreSQL:\n${output}`);
      assert.doesNotMatch(output, /"msg":"job engine"/, 'the job engine does not complain');
      assert.deepEqual(await server.databases(), []);
    });
  }

  test('the life of one card', async () => {
    const url = await server.createDatabase('life_of_a_card');
    const { status, output } = await runNode(['apps/cli/src/main.ts', 'scenario'], {
      MIBUN_TEST_DATABASE_URL: url,
    });
    assert.equal(status, 0, output);
    assert.match(output, /scenario: (\d+)\/\1 steps/, output);
  });
});

/** Whether a source file imports another one, itself or by way of others. */
function reaches(file: string, wanted: string, seen = new Set<string>()): boolean {
  if (file === wanted) return true;
  if (seen.has(file)) return false;
  seen.add(file);
  const imports = readFileSync(join(root, file), 'utf8').matchAll(/from '(\.[^']+)'/g);
  return [...imports].some(([, target = '']) =>
    reaches(normalize(join(dirname(file), target)), wanted, seen),
  );
}

async function runNode(args: readonly string[], env: Readonly<Record<string, string>>) {
  // Inside a test Node would take a second `node --test` for a part of the first.
  const { NODE_TEST_CONTEXT: _, ...ours } = process.env;
  const node = spawn(process.execPath, args, { cwd: root, env: { ...ours, ...env } });
  let output = '';
  for (const stream of [node.stdout, node.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk));
  const [status] = (await once(node, 'close')) as [number | null];
  return { status, output };
}
