import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, describe, test } from 'node:test';
import { setDefaultCACertificates } from 'node:tls';
import type { RunningProgram } from './harness/running-program.ts';
import { type Installation, openInstallation } from './production/installation.ts';
import { openPlastic, type Plastic } from './production/plastic.ts';
import { type ByRole, routeByRole } from './production/roles.ts';
import { drawPhotos, settleWithCards } from './production/settling.ts';

// One installation as six processes on one PostgreSQL and one token, behind one address: each role served by its own, what
// one writes down carried out and told by another. The tests are steps of one story and depend on their order. Debian
// packages as production.test.ts.

const SERVING = ['registry', 'issuance', 'office', 'services'] as const;

describe('an installation started by role', () => {
  let installation: Installation;
  let plastic: Plastic;
  let roles: ByRole;
  const running = new Map<string, RunningProgram>();
  before(async () => {
    installation = await openInstallation();
    plastic = openPlastic(installation.transportKey);
    roles = await routeByRole(installation);
    setDefaultCACertificates([readFileSync(installation.room.tls.file, 'utf8')]);
  });
  // What the processes have to say about it, and not only that one answered 500.
  afterEach((context) => {
    if ('passed' in context && context.passed) return;
    for (const [role, { stderr }] of running) context.diagnostic(`${role}: ${stderr.slice(-1_500)}`);
  });
  after(async () => {
    plastic?.close();
    await installation?.close();
  });

  async function start(role: (typeof roles.names)[number]): Promise<void> {
    const program = installation.start({ MIBUN_ROLES: role, MIBUN_PORT: String(roles.port(role)) });
    running.set(role, program);
    await program.said(/Mibun is running/);
  }
  const at = (role: (typeof roles.names)[number], path: string, init?: RequestInit) =>
    fetch(`http://127.0.0.1:${roles.port(role)}${path}`, {
      ...init,
      headers: {
        host: new URL(installation.room.origin).host,
        'x-forwarded-for': '127.0.0.9',
        'x-forwarded-proto': 'https',
        ...init?.headers,
      },
    });

  test('a part that needs the CAs says which process makes them', async () => {
    const early = installation.start({ MIBUN_ROLES: 'services' });
    assert.equal(await early.ended, 1, early.stderr);
    assert.match(early.stderr, /no certification authorities yet:\s+- MIBUN_ROLES leaves out authority/);
    assert.doesNotMatch(early.stderr, /^ +at /m, 'no stack trace');
  });

  test('six processes start side by side on one database', async () => {
    await start('authority');
    await Promise.all([...SERVING, 'work' as const].map(start));
    assert.equal(running.size, roles.names.length);
    for (const [role, { stderr }] of running)
      assert.match(stderr, /do not start a second one with the same role/, role);
  });

  test('each serves what is its own, and nothing of the others', async () => {
    const own = {
      services: '/api/login/challenge',
      issuance: '/api/applications/start',
      office: '/api/settlement/sessions',
    } as const;
    for (const [role, path] of Object.entries(own)) {
      for (const asked of roles.names) {
        const { status } = await at(asked, path, { method: 'POST' });
        assert.equal(status === 404, asked !== role, `${path} at ${asked}: ${status}`);
      }
    }
    for (const asked of roles.names) assert.equal((await at(asked, '/api/system')).status, 200, asked);
    assert.notEqual((await at('authority', '/cps')).status, 404);
    assert.equal((await at('services', '/cps')).status, 404);
  });

  test('what one process enters, another carries out and a third answers for: first staff get their cards', async () => {
    await drawPhotos(installation);
    const { country, ceremonies } = installation;
    const { result, cards } = await settleWithCards(
      installation,
      plastic,
      ...['--residents', `${country}/settle/people.csv`, '--staff', `${country}/settle/staff.yaml`],
      ...ceremonies.both,
    );
    assert.equal(result.status, 0, result.everything);
    assert.equal(cards.size, 4);
  });
});
