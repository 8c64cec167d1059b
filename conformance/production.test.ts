import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { setDefaultCACertificates } from 'node:tls';
import type { RunningProgram } from './harness/running-program.ts';
import { type Changes, type Installation, openInstallation } from './production/installation.ts';
import { OF_PARTS, OF_SETTINGS } from './production/refusals.ts';

// A country that is not the demo's goes into production, from nothing, as its operators would do it: PostgreSQL with TLS,
// keys in a SoftHSM token, nginx with TLS in front, mail over STARTTLS, blank cards in PC/SC readers. The tests are steps of one
// story and depend on their order. Debian packages: postgresql, softhsm2, nginx, openssl, pcscd, vsmartcard-vpcd (and gcc).

describe('a country in production', () => {
  let installation: Installation;
  let mibun: RunningProgram;
  before(async () => {
    installation = await openInstallation();
    setDefaultCACertificates([readFileSync(installation.room.tls.file, 'utf8')]);
  });
  after(() => installation?.close());

  /** A start that is refused calmly: what is wrong in one line, what to do in another, and nothing is open. */
  async function refused(changes: Changes): Promise<readonly string[]> {
    const start = installation.start(changes);
    assert.equal(await start.ended, 1, start.stderr);
    assert.equal(start.stdout, '');
    assert.doesNotMatch(start.stderr, /^ +at |Error:/m, 'no stack trace');
    assert.doesNotMatch(start.stderr, /is running/);
    assert.match(start.stderr, /^hint: /m);
    const lines = start.stderr.split('\n').filter((line) => !/^hint: |^mibun: opening/.test(line));
    const problems = lines.filter((line) => line.startsWith('  - '));
    return problems.length > 0
      ? problems.map((line) => line.slice(4))
      : lines.filter((line) => line !== '').map((line) => line.replace('mibun: ', ''));
  }

  for (const [what, refusals, concurrency] of [
    ['each setting alone that is missing or insecure makes the start refuse', OF_SETTINGS, 3],
    ['each part alone that is not as it must be makes the start refuse', OF_PARTS, 1],
  ] as const) {
    describe(what, { concurrency }, () => {
      for (const { what, names, said, changes } of refusals) {
        test(what, async () => {
          const [problem = '', ...others] = await refused(await changes(installation));
          assert.deepEqual(others, [], 'it alone is named');
          assert.ok(problem.startsWith(names), problem);
          assert.match(problem, said);
        });
      }
    });
  }

  test('with all of it sound it starts, and is reached over TLS alone', async () => {
    mibun = await installation.started();
    const { origin, statusOrigin, port } = installation.room;
    const system = async (at: string) => {
      const answer = await fetch(`${at}/api/system`);
      return answer.ok ? await answer.json() : answer.status;
    };
    assert.partialDeepStrictEqual(await system(origin), {
      mode: 'production',
      country: { ja: '例国', en: 'Reikoku' },
      fictitious: false,
      bankOrigin: null,
      preparing: null,
    });
    assert.equal(await system(statusOrigin), 404, 'plain HTTP has nothing but the status of certificates');
    await assert.rejects(system(`http://localhost:${port + 1}`), 'no agent runs on this machine');
    const { headers } = await fetch(`${origin}/`);
    assert.match(headers.get('strict-transport-security') ?? '', /max-age=\d{8}/);
  });

  test('nothing of the demo is there', async () => {
    const { origin } = installation.room;
    for (const path of ['/api/demo/letters', '/api/demo/kiosks', '/mailbox', '/street']) {
      const { status } = await fetch(`${origin}${path}`, {
        method: path.includes('kiosks') ? 'POST' : 'GET',
      });
      assert.equal(status, 404, path);
    }
    assert.doesNotMatch(mibun.stdout, /DEMO/);
  });

  test('a second start on the same database as a demo is refused', async () => {
    const demo = { MIBUN_MODE: undefined, MIBUN_COUNTRY: undefined };
    const [problem] = await refused({ ...demo, MIBUN_DATA: installation.room.path('other-data') });
    assert.match(problem ?? '', /^DATABASE_URL names a database that no demo has made/);
  });
});
