import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import type { InjectOptions } from 'fastify';
import { type LoginBench, openLoginBench } from '../../../../testing/login.ts';

let bench: LoginBench;
before(async () => {
  bench = await openLoginBench();
  // However slow the machine is, the minute of the limits does not pass.
  mock.timers.enable({ apis: ['Date'], now: bench.platform.clock.now() });
});
after(async () => {
  mock.timers.reset();
  await bench.close();
});

/** One after another, until one is refused; how many were served. */
async function servedOf(most: number, ask: (n: number) => InjectOptions) {
  for (let n = 0; n < most; n++) {
    const { statusCode, headers, body } = await bench.app.inject(ask(n));
    if (statusCode !== 429) continue;
    assert.match(body, /"code":"TOO_MANY_REQUESTS"/);
    assert.ok(Number(headers['retry-after']) > 0, 'it says when to come again');
    return n;
  }
  return most;
}

test('an address that begins log-ins without end is told to wait, whatever it writes into its headers and its path', async () => {
  const paths = [
    '/oidc/auth',
    '/oidc/%61uth',
    '/oidc/auth/x',
    '/oidc/AUTH',
    '/oidc/session/end',
    '/oidc/nothing',
  ];
  const served = await servedOf(200, (n) => ({
    method: n % 2 === 0 ? 'GET' : 'POST',
    url: paths[n % paths.length] ?? '',
    remoteAddress: '198.51.100.7',
    headers: {
      'x-forwarded-for': `203.0.113.${n}`,
      forwarded: `for=203.0.113.${n}`,
      cookie: `mibun_openid=${n}`,
    },
  }));
  assert.equal(served, 120);
});

test('nobody else waits for it, and services go on exchanging what their customers brought', async () => {
  const at = (remoteAddress: string, url: string, method: 'GET' | 'POST' = 'GET') =>
    bench.app.inject({ method, url, remoteAddress });
  assert.equal((await at('198.51.100.7', '/oidc/auth')).statusCode, 429);
  assert.notEqual((await at('198.51.100.8', '/oidc/auth')).statusCode, 429);
  assert.equal((await at('198.51.100.7', '/oidc/jwks')).statusCode, 200);
  assert.notEqual((await at('198.51.100.7', '/oidc/token', 'POST')).statusCode, 429);
});

for (const path of ['token', 'me', 'request', 'jwks', '.well-known/openid-configuration']) {
  test(`a service has room for all its customers at /oidc/${path}, and an end`, async () => {
    const served = await servedOf(1_300, () => ({
      method: 'POST',
      url: `/oidc/${path}`,
      remoteAddress: '198.51.100.9',
    }));
    assert.equal(served, 1_200);
  });
}
