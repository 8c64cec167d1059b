import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { after, afterEach, before, describe, test } from 'node:test';
import { clerk, issueRequest } from '../../../testing/certificates.ts';
import {
  type ClientKey,
  clientKey,
  maker,
  openVerifiersBench,
  registrationOf,
  signed,
  type VerifiersBench,
} from '../../../testing/verifiers.ts';
import { openHttp } from '../../platform/index.ts';
import type { Admission } from './admission.ts';
import { createVerifiers } from './index.ts';
import type { VerifiersAnswer } from './schemas.ts';

let bench: VerifiersBench;
const key = clientKey();
const other = clientKey('ed25519');
let admission: Admission | undefined;

before(async () => {
  bench = await openVerifiersBench();
  await bench.platform.database.transaction((tx) => bench.verifiers.accredit(tx, registrationOf(key), maker));
});
after(() => bench.close());
afterEach(() => {
  admission = undefined;
});

/** A server of its own with a route that only says what was admitted. */
async function door() {
  const module = createVerifiers(bench.platform, { certificates: bench.certificates });
  const app = await openHttp(bench.platform);
  module.routes(app);
  app.addContentTypeParser('application/timestamp-query', { parseAs: 'buffer' }, (_r, body, done) =>
    done(null, body),
  );
  app.all('/who/*', { schema: { hide: true }, config: { unbounded: 'a test' } }, async (request) => {
    admission = await module.api.admit(request.raw, { kind: 'authentication', need: 'ocsp' });
    return {};
  });
  await app.ready();
  return { app, api: module.api };
}

const outcome = () => (typeof admission === 'object' ? 'ok' : admission);

describe('VAR-05 who asks (RFC 9421)', () => {
  let app: Awaited<ReturnType<typeof door>>['app'];
  before(async () => {
    ({ app } = await door());
  });
  after(() => app.close());

  async function get(url: string, headers: Readonly<Record<string, string>>, sentTo = url) {
    await app.inject({ method: 'GET', url: sentTo, headers });
    return outcome();
  }
  async function post(body: Uint8Array, headers: Readonly<Record<string, string>>) {
    const type = { 'content-type': 'application/octet-stream' };
    await app.inject({
      method: 'POST',
      url: '/who/x',
      headers: { ...type, ...headers },
      payload: Buffer.from(body),
    });
    return outcome();
  }
  const sign = (url: string, by: ClientKey = key, nonce?: string) =>
    signed(bench.platform, by, { method: 'GET', url }, nonce);

  test('a request signed by a registered key is admitted, whatever its path and query', async () => {
    assert.equal(await get('/who/a', sign('/who/a')), 'ok');
    assert.equal(await get('/who/a?b=%2F&c', sign('/who/a?b=%2F&c')), 'ok');
  });

  test('in production nobody is admitted without a credential', async () => {
    assert.equal(await get('/who/a', {}), 'no');
  });

  test('a stranger’s key, another path, query, method or body, a changed parameter: refused', async () => {
    assert.equal(await get('/who/a', sign('/who/a', other)), 'no');
    assert.equal(await get('/who/a', sign('/who/a'), '/who/b'), 'no');
    assert.equal(await get('/who/a', sign('/who/a'), '/who/a?x'), 'no');
    await app.inject({ method: 'DELETE', url: '/who/a', headers: sign('/who/a') });
    assert.equal(outcome(), 'no');
    const headers = sign('/who/a');
    const input = String(headers['signature-input']);
    for (const changed of [
      input.replace('created=1', 'created=2'),
      input.replace(';tag="mibun-verifier"', ''),
      input.replace('"@query"', '"@query" "@query"'),
      input.replace('"@method" ', ''),
      `${input}, ${input}`,
    ]) {
      assert.equal(await get('/who/a', { ...headers, 'signature-input': changed }), 'no', changed);
    }
  });

  test('a body is under the signature, and no body can be put under one without', async () => {
    const body = new TextEncoder().encode('what is asked');
    const request = { method: 'POST', url: '/who/x', body } as const;
    assert.equal(await post(body, signed(bench.platform, key, request)), 'ok');
    const changed = new TextEncoder().encode('what is Asked');
    assert.equal(await post(changed, signed(bench.platform, key, request)), 'no');
    const bare = signed(bench.platform, key, { method: 'POST', url: '/who/x' });
    assert.equal(await post(body, bare), 'no');
  });

  test('VER-04 a request is good once, also against another process, and for a minute', async () => {
    const headers = sign('/who/once');
    assert.equal(await get('/who/once', headers), 'ok');
    assert.equal(await get('/who/once', headers), 'no');
    const late = sign('/who/late');
    const second = await door();
    const nonce = sign('/who/two', key, 'the-same-nonce-twice');
    assert.equal(await get('/who/two', nonce), 'ok');
    await second.app.inject({ method: 'GET', url: '/who/two', headers: nonce });
    assert.equal(outcome(), 'no');
    await second.app.close();
    bench.platform.clock.advance(61_000);
    assert.equal(await get('/who/late', late), 'no');
  });
});

describe('VAR-05 quotas', () => {
  const small = clientKey('P-384');
  async function ask(from: Awaited<ReturnType<typeof door>>, times: number) {
    const seen: Record<string, number> = {};
    for (let index = 0; index < times; index++) {
      const url = `/who/${index}`;
      await from.app.inject({
        method: 'GET',
        url,
        headers: signed(bench.platform, small, { method: 'GET', url }),
      });
      seen[outcome() ?? ''] = (seen[outcome() ?? ''] ?? 0) + 1;
    }
    return seen;
  }

  test('two processes together never answer more than the quota of the day; tomorrow there is a new one', async () => {
    await bench.platform.database.transaction((tx) =>
      bench.verifiers.accredit(
        tx,
        registrationOf(small, {
          verifierId: 'small',
          kind: 'authentication',
          scopes: ['auth'],
          quotas: { auth: 30 },
          services: [],
        }),
        maker,
      ),
    );
    const [one, two] = [await door(), await door()];
    const first = await ask(one, 20);
    const second = await ask(two, 20);
    const third = await ask(one, 5);
    const ok = [first, second, third].reduce((sum, { ok: n = 0 }) => sum + n, 0);
    assert.ok(ok >= 28 && ok <= 30, `${ok}`);
    assert.equal(third.ok, undefined);
    await one.api.flush();
    await two.api.flush();
    const headers = await bench.staff('operator-1', 'ca-operator');
    const { verifiers } = (
      await bench.app.inject({ url: '/api/verifiers', headers })
    ).json<VerifiersAnswer>();
    const listed = verifiers.find(({ verifierId }) => verifierId === 'small');
    assert.deepEqual(listed?.usage, [{ scope: 'auth', quota: 30, used: ok }]);
    assert.equal(listed?.lastSeenAt, bench.platform.clock.now().toISOString());
    bench.platform.clock.advance(86_400_000);
    assert.equal((await ask(one, 3)).ok, 3);
    await Promise.all([one.app.close(), two.app.close()]);
  });

  test('a process that ends gives back what it has not spent', async () => {
    const one = await door();
    const stop = one.api.startFlushing();
    await ask(one, 1);
    await stop();
    const two = await door();
    const { ok = 0 } = await ask(two, 40);
    assert.ok(ok >= 25, `${ok}`);
    await Promise.all([one.app.close(), two.app.close()]);
  });

  test('the rate: more than so many a second is told to wait', async () => {
    const hasty = clientKey();
    await bench.platform.database.transaction((tx) =>
      bench.verifiers.accredit(
        tx,
        registrationOf(hasty, { verifierId: 'hasty', ratePerSecond: 2, services: [] }),
        maker,
      ),
    );
    const { app } = await door();
    const seen: (string | undefined)[] = [];
    for (let index = 0; index < 3; index++) {
      const headers = signed(bench.platform, hasty, { method: 'GET', url: '/who/r' });
      await app.inject({ method: 'GET', url: '/who/r', headers });
      seen.push(outcome());
    }
    assert.deepEqual(seen, ['ok', 'ok', 'later']);
    await app.close();
  });
});

test('VAR-05 each check of a resident’s certificate is on that resident’s access log', async () => {
  const { platform, certificates } = bench;
  const issued = await certificates.issue(issueRequest('authentication', 'card-traced'));
  await platform.database.transaction((tx) => certificates.activateOfCard(tx, 'card-traced', clerk));
  const { app, api } = await door();
  await app.inject({
    method: 'GET',
    url: '/who/a',
    headers: signed(platform, key, { method: 'GET', url: '/who/a' }),
  });
  assert.ok(typeof admission === 'object');
  admission.verifier.answered([issued.serial, issued.serial, 'ffffffffffffffffffff']);
  await api.flush();
  const [entry] = await platform.database.query((tx) =>
    platform.audit.list(tx, { subject: issued.personId, limit: 1 }),
  );
  assert.equal(entry?.action, 'verifiers.check-status');
  assert.equal(entry?.actor.name, '見本プラットフォーム');
  assert.deepEqual(entry?.detail, { kind: 'authentication', serial: issued.serial, times: 2 });
  await app.close();
});

describe('§9 the register', () => {
  const post = async (url: string, payload: object, headers: Record<string, string>) => {
    const response = await bench.app.inject({ method: 'POST', url, payload, headers });
    return { status: response.statusCode, body: response.json<{ id: string; code: string }>() };
  };
  const fresh = clientKey();
  const wanted = registrationOf(fresh, { verifierId: 'second-platform', services: [] });
  const proposal = {
    event: 'accredit',
    verifierId: 'second-platform',
    registration: wanted,
    reason: 'decision 2',
  };

  test('what widens takes two operators; nobody confirms their own proposal', async () => {
    const one = await bench.staff('operator-1', 'ca-operator');
    const two = await bench.staff('operator-2', 'ca-operator');
    const proposed = await post('/api/verifiers/proposals', proposal, one);
    assert.equal(proposed.status, 200);
    const confirm = `/api/verifiers/proposals/${proposed.body.id}/confirm`;
    const waiting = (await bench.app.inject({ url: '/api/verifiers', headers: two })).json<VerifiersAnswer>();
    const [open] = waiting.proposals;
    assert.deepEqual(
      [open?.registration?.scopes, open?.registration?.credentials, open?.mayConfirm],
      [wanted.scopes, [`key:${fresh.keyId}`], true],
    );
    const seen = { version: open?.version, digest: open?.digest };
    assert.equal((await post(confirm, seen, one)).body.code, 'SAME_PERSON');
    const other = { ...seen, digest: 'what-somebody-else-was-shown' };
    assert.equal((await post(confirm, other, two)).body.code, 'CHANGED_MEANWHILE');
    assert.equal((await post(confirm, seen, two)).status, 200);
    assert.equal((await post(confirm, seen, two)).body.code, 'CHANGED_MEANWHILE');
    const listed = (await bench.app.inject({ url: '/api/verifiers', headers: two })).json<VerifiersAnswer>();
    assert.ok(
      listed.verifiers.some(({ verifierId, inForce }) => verifierId === 'second-platform' && inForce),
    );
  });

  test('a suspension needs one person and counts at once; its end needs two', async () => {
    const one = await bench.staff('operator-1', 'ca-operator');
    const elsewhere = await door();
    const ask = async (app = bench.app, url = '/who') => {
      const headers = signed(bench.platform, fresh, { method: 'GET', url });
      return (await app.inject({ method: 'GET', url, headers })).json<{ admission?: string }>().admission;
    };
    assert.equal(await ask(), 'ok');
    const stopped = await post(
      '/api/verifiers/second-platform/stop',
      { event: 'suspend', reason: 'key reported lost' },
      one,
    );
    assert.equal(stopped.status, 200);
    assert.equal(await ask(), 'no');
    await ask(elsewhere.app, '/who/a');
    assert.equal(outcome(), 'no');
    await elsewhere.app.close();
    const again = { event: 'suspend', reason: 'a second time' };
    assert.equal((await post('/api/verifiers/second-platform/stop', again, one)).status, 409);
    const back = { event: 'reinstate', verifierId: 'second-platform', reason: 'new key in place' };
    const proposed = await post('/api/verifiers/proposals', back, one);
    assert.equal(proposed.status, 200);
    assert.equal((await post('/api/verifiers/proposals', back, one)).body.code, 'PROPOSAL_OPEN');
    const reject = `/api/verifiers/proposals/${proposed.body.id}/reject`;
    assert.equal((await post(reject, { version: 1 }, one)).status, 200);
  });

  test('a registration that does not fit together is refused and names why', async () => {
    const one = await bench.staff('operator-1', 'ca-operator');
    const { key: privateKey } = clientKey();
    const secret = createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' })).export({
      format: 'jwk',
    });
    const unfit = [
      registrationOf(clientKey(), {
        verifierId: 'third',
        kind: 'authentication',
        scopes: ['sig'],
        quotas: { sig: 1 },
        services: [],
      }),
      registrationOf(undefined, { verifierId: 'third', services: [] }),
      registrationOf(clientKey(), { verifierId: 'third', quotas: { sig: 1 }, services: [] }),
      registrationOf(clientKey(), { verifierId: 'third', certificates: ['AAAA'], services: [] }),
    ];
    for (const registration of unfit) {
      const { body } = await post(
        '/api/verifiers/proposals',
        { ...proposal, verifierId: 'third', registration },
        one,
      );
      assert.equal(body.code, 'VERIFIER_REGISTRATION_UNFIT');
    }
    const withSecret = {
      ...registrationOf(clientKey(), { verifierId: 'third', services: [] }),
      keys: [secret],
    };
    const { status } = await post('/api/verifiers/proposals', { ...proposal, registration: withSecret }, one);
    assert.equal(status, 400);
  });

  test('a key or service of somebody else is refused', async () => {
    await assert.rejects(
      bench.platform.database.transaction((tx) =>
        bench.verifiers.accredit(tx, registrationOf(key, { verifierId: 'fourth', services: [] }), maker),
      ),
      { code: 'VERIFIER_CREDENTIAL_TAKEN' },
    );
  });

  test('two proposals for one verifier at once, two verifiers with one key at once: one each, the other is told', async () => {
    const one = await bench.staff('operator-1', 'ca-operator');
    const registration = registrationOf(clientKey(), { verifierId: 'fifth', services: [] });
    const propose = async () => {
      const wish = { ...proposal, verifierId: 'fifth', registration };
      const { status, body } = await post('/api/verifiers/proposals', wish, one);
      if (status !== 200) throw Object.assign(new Error(body.code), { code: body.code, status });
    };
    const { platform, verifiers } = bench;
    const proposed = await platform.atOnce(/^insert into "proposals"/, propose, propose);
    assert.deepEqual([proposed.done.length, proposed.refused], [1, ['PROPOSAL_OPEN']]);
    const shared = clientKey();
    const accredit = (verifierId: string) => () =>
      platform.database.transaction((tx) =>
        verifiers.accredit(tx, registrationOf(shared, { verifierId, services: [] }), maker),
      );
    const handles = /^insert into "verifier_handles"/;
    const accredited = await platform.atOnce(handles, accredit('sixth'), accredit('seventh'));
    assert.deepEqual([accredited.done.length, accredited.refused], [1, ['VERIFIER_CREDENTIAL_TAKEN']]);
  });

  test('only CA operators change the register; auditors look; clerks and strangers do neither', async () => {
    const auditor = await bench.staff('auditor-1', 'auditor');
    const clerkHeaders = await bench.staff('clerk-1', 'clerk');
    assert.equal((await bench.app.inject({ url: '/api/verifiers', headers: auditor })).statusCode, 200);
    assert.equal((await bench.app.inject({ url: '/api/verifiers', headers: clerkHeaders })).statusCode, 403);
    assert.equal((await bench.app.inject({ url: '/api/verifiers' })).statusCode, 401);
    for (const headers of [auditor, clerkHeaders]) {
      assert.equal((await post('/api/verifiers/proposals', proposal, headers)).status, 403);
      const stop = { event: 'end', reason: 'not my act' };
      assert.equal((await post('/api/verifiers/mihon-platform/stop', stop, headers)).status, 403);
    }
  });
});
