import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import {
  answer,
  type HeldCard,
  handOverClerk,
  type LoginBench,
  openLoginBench,
} from '../../../../testing/login.ts';
import {
  approve,
  authorizationUrl,
  begin,
  codeFor,
  exchange,
  finish,
  newService,
  TestBrowser,
  type TestService,
  userInfo,
} from '../../../../testing/oidc.ts';

let bench: LoginBench;
let hanako: HeldCard;
let shop: TestService;
let bank: TestService;

before(async () => {
  bench = await openLoginBench();
  await bench.addResident('person-hanako');
  hanako = await bench.makeCard('person-hanako');
  shop = await newService(bench, 'shop');
  bank = await newService(bench, 'bank', ['name', 'address', 'birthdate']);
});
after(() => bench.close());

interface Tokens {
  readonly id_token: string;
  readonly access_token: string;
}

async function subject(service: TestService, card: HeldCard): Promise<string> {
  const tokens = (await exchange(bench, service, await codeFor(bench, service, card))).json<Tokens>();
  const keys = (await bench.app.inject('/oidc/jwks')).json<JSONWebKeySet>();
  const { payload } = await jwtVerify(tokens.id_token, createLocalJWKSet(keys), {
    issuer: 'http://localhost:8700/oidc',
    audience: service.serviceId,
  });
  assert.equal(payload.nonce, 'the-nonce');
  return String(payload.sub);
}

/** What the service is told when the provider sends the browser straight back. */
async function sentBack(service: TestService, more: Readonly<Record<string, string | undefined>>) {
  const response = await new TestBrowser(bench).send('GET', authorizationUrl(service, more));
  const location = String(response.headers.location);
  assert.ok(location.startsWith(service.redirectUri), `${response.statusCode} ${location}`);
  return new URL(location).searchParams;
}

test('USE-10 the metadata offers the code flow with S256, signed assertions and pairwise subjects, and nothing else', async () => {
  const metadata = (await bench.app.inject('/oidc/.well-known/openid-configuration')).json<
    Record<string, unknown>
  >();
  assert.equal(metadata.issuer, 'http://localhost:8700/oidc');
  assert.equal(metadata.token_endpoint, 'http://localhost:8700/oidc/token');
  assert.deepEqual(metadata.response_types_supported, ['code']);
  assert.deepEqual(metadata.code_challenge_methods_supported, ['S256']);
  assert.deepEqual(metadata.token_endpoint_auth_methods_supported, ['private_key_jwt']);
  assert.deepEqual(metadata.subject_types_supported, ['pairwise']);
});

test('everything that the metadata offers works, and what it does not offer is refused', async () => {
  const metadata = (await bench.app.inject('/oidc/.well-known/openid-configuration')).json<
    Record<string, readonly string[] & string>
  >();
  for (const mode of metadata.response_modes_supported ?? []) {
    const browser = new TestBrowser(bench);
    const uid = await begin(browser, authorizationUrl(bank, { response_mode: mode }));
    const approved = await approve(browser, uid, hanako);
    const back = await browser.send('GET', approved.json<{ returnTo: string }>().returnTo);
    const location = new URL(String(back.headers.location));
    const given = new URLSearchParams(mode === 'fragment' ? location.hash.slice(1) : location.search);
    assert.equal((await exchange(bench, bank, given.get('code') ?? '')).statusCode, 200, mode);
  }
  for (const mode of ['form_post', 'web_message', 'jwt', 'query.jwt', 'nonsense']) {
    assert.ok(!metadata.response_modes_supported?.includes(mode));
    const { headers, body, statusCode } = await new TestBrowser(bench).send(
      'GET',
      authorizationUrl(bank, { response_mode: mode }),
    );
    assert.match(String(headers.location), /error=|service-problem/, `${mode} ${statusCode}`);
    assert.doesNotMatch(body, /<form|<script/, mode);
  }
  assert.deepEqual(metadata.grant_types_supported, ['authorization_code']);
  for (const grant of ['implicit', 'refresh_token', 'client_credentials', 'password']) {
    const refused = await exchange(bench, bank, 'x', { grant_type: grant });
    assert.match(
      refused.json<{ error: string }>().error,
      /unsupported_grant_type|unauthorized_client/,
      grant,
    );
  }
  for (const scope of metadata.scopes_supported ?? []) {
    if (scope === 'openid' || !bank.attributes.includes(scope as 'name')) continue;
    const code = await codeFor(bench, bank, hanako, [scope as 'name']);
    const { access_token } = (await exchange(bench, bank, code)).json<Tokens>();
    const claims = Object.keys((await userInfo(bench, access_token)).json<object>());
    assert.ok(claims.length > 1, scope);
    for (const claim of claims) assert.ok(metadata.claims_supported?.includes(claim), claim);
  }
  const code = await codeFor(bench, bank, hanako);
  const tokens = (await exchange(bench, bank, code)).json<Tokens>();
  const inToken = JSON.parse(
    Buffer.from(tokens.id_token.split('.')[1] ?? '', 'base64url').toString(),
  ) as object;
  for (const claim of ['sub', 'iss'])
    assert.ok(claim in inToken && metadata.claims_supported?.includes(claim));
  assert.ok(!metadata.claims_supported?.includes('sid'));
  assert.ok(!('dpop_signing_alg_values_supported' in metadata));
  // A request that was pushed beforehand (RFC 9126) begins a log-in like any other.
  const pushed = await bench.app.inject({
    method: 'POST',
    url: new URL(metadata.pushed_authorization_request_endpoint ?? '').pathname,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({
      ...Object.fromEntries(new URL(authorizationUrl(bank), 'http://x').searchParams),
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await bank.assertion(),
    }).toString(),
  });
  assert.equal(pushed.statusCode, 201, pushed.body);
  const { request_uri } = pushed.json<{ request_uri: string }>();
  const browser = new TestBrowser(bench);
  await begin(browser, `/oidc/auth?${new URLSearchParams({ client_id: bank.serviceId, request_uri })}`);
  for (const [prompt, error] of [
    ['none', 'login_required'],
    ['select_account', 'invalid_request'],
  ] as const) {
    assert.equal((await sentBack(bank, { prompt })).get('error'), error, prompt);
  }
  for (const prompt of ['login', 'consent']) {
    await begin(new TestBrowser(bench), authorizationUrl(bank, { prompt }));
  }
  for (const endpoint of ['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri']) {
    const { pathname } = new URL(metadata[endpoint] ?? '');
    const { statusCode } = await bench.app.inject(pathname);
    assert.ok(
      statusCode < 500 && (statusCode !== 404 || endpoint === 'token_endpoint'),
      `${endpoint} ${statusCode}`,
    );
  }
});

test('USE-10 no address in the metadata follows the Host header of a caller', async () => {
  const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
  const { body } = await bench.app.inject({ url: '/oidc/.well-known/openid-configuration', headers });
  assert.ok(!body.includes('evil.example'));
});

test('USE-12 the subject is the same at every log-in, another one for each service, and never the person’s id', async () => {
  const first = await subject(shop, hanako);
  assert.equal(await subject(shop, hanako), first);
  const elsewhere = await subject(bank, hanako);
  assert.notEqual(elsewhere, first);
  assert.ok(!`${first}${elsewhere}`.includes('hanako'));
});

test('USE-10 PKCE, state and nonce are demanded, and only the code flow', async () => {
  assert.equal((await sentBack(shop, { state: undefined })).get('error'), 'invalid_request');
  assert.equal((await sentBack(shop, { nonce: undefined })).get('error'), 'invalid_request');
  assert.equal((await sentBack(shop, { code_challenge: undefined })).get('error'), 'invalid_request');
  assert.equal((await sentBack(shop, { code_challenge_method: 'plain' })).get('error'), 'invalid_request');
  const hybrid = authorizationUrl(shop, { response_type: 'code id_token' });
  const { headers } = await new TestBrowser(bench).send('GET', hybrid);
  assert.match(String(headers.location), /error=unsupported_response_type/);
});

test('USE-10 an address that the service has not registered gets nothing', async () => {
  const url = authorizationUrl(shop, { redirect_uri: 'https://evil.example/' });
  const response = await new TestBrowser(bench).send('GET', url);
  assert.match(String(response.headers.location), /^\/portal\/service-problem\?code=/);
});

test('USE-10 a code without the service’s signed assertion, or with another verifier, gives no token', async () => {
  const code = await codeFor(bench, shop, hanako);
  const unsigned = await exchange(bench, shop, code, { client_assertion: 'e30.e30.e30' });
  assert.equal(unsigned.statusCode, 401);
  const other = await exchange(bench, shop, code, { code_verifier: 'x'.repeat(50) });
  assert.equal(other.json<{ error: string }>().error, 'invalid_grant');
});

test('RFC 6749 §4.1.2 a code is exchanged once, and a second try ends what the first gave', async () => {
  const code = await codeFor(bench, bank, hanako, ['name']);
  const tokens = (await exchange(bench, bank, code)).json<Tokens>();
  assert.equal((await userInfo(bench, tokens.access_token)).statusCode, 200);
  assert.equal((await exchange(bench, bank, code)).json<{ error: string }>().error, 'invalid_grant');
  assert.equal((await userInfo(bench, tokens.access_token)).statusCode, 401);
});

test('USE-11 a plain log-in hands over no attribute', async () => {
  const tokens = (await exchange(bench, bank, await codeFor(bench, bank, hanako))).json<Tokens>();
  const info = (await userInfo(bench, tokens.access_token)).json<Record<string, unknown>>();
  assert.deepEqual(Object.keys(info), ['sub']);
});

test('USE-11 only the attributes that the person agreed to are handed over, and the log says to whom', async () => {
  const browser = new TestBrowser(bench);
  const uid = await begin(browser, authorizationUrl(bank, { scope: 'openid name address birthdate' }));
  const asked = (await browser.send('GET', `/api/service-login/${uid}/request`)).json<{
    attributes: string[];
    service: { name: { ja: string } };
  }>();
  assert.deepEqual(asked.attributes, ['name', 'address', 'birthdate']);
  const approved = await approve(browser, uid, hanako, ['name']);
  const code = (await finish(browser, approved.json<{ returnTo: string }>().returnTo)).get('code') ?? '';
  const tokens = (await exchange(bench, bank, code)).json<Tokens>();
  const info = (await userInfo(bench, tokens.access_token)).json<Record<string, unknown>>();
  assert.equal(info.name, '見本 花子');
  assert.equal(info['name#ja-Kana-JP'], 'ミホン ハナコ');
  assert.equal(info.address, undefined);
  assert.equal(info.birthdate, undefined);
  const entries = await bench.platform.database.query((tx) =>
    bench.platform.audit.list(tx, { subject: 'person-hanako', limit: 1 }),
  );
  assert.equal(entries[0]?.actor.name, 'bank店');
  assert.equal(entries[0]?.purpose, 'service');
  assert.equal(entries[0]?.reason, 'name');
});

test('USE-11 a service cannot ask for an attribute that it is not registered for', async () => {
  const parameters = await sentBack(bank, { scope: 'openid gender' });
  assert.equal(parameters.get('error'), 'invalid_scope');
});

test('VER-01 what is handed over stands in the statement that the card signs', async () => {
  const browser = new TestBrowser(bench);
  const uid = await begin(browser, authorizationUrl(bank, { scope: 'openid name address' }));
  const challenge = await browser.send('POST', `/api/service-login/${uid}/challenge`, {
    attributes: ['address'],
  });
  const { statement } = challenge.json<{ statement: { ja: string; en: string } }>();
  assert.equal(statement.ja, 'bank店にログインし、住所を渡します');
});

test('a log-in can be answered only in the browser that began it', async () => {
  const attacker = new TestBrowser(bench);
  const uid = await begin(attacker, authorizationUrl(shop));
  const victim = new TestBrowser(bench);
  const response = await victim.send('POST', `/api/service-login/${uid}/challenge`, { attributes: [] });
  assert.equal(response.json<{ code: string }>().code, 'SERVICE_LOGIN_OVER');
});

test('a card’s answer to one log-in does not serve another one', async () => {
  const browser = new TestBrowser(bench);
  const first = await begin(browser, authorizationUrl(shop));
  const second = await begin(browser, authorizationUrl(bank));
  const response = await approveAcross(browser, first, second);
  assert.equal(response.json<{ code: string }>().code, 'LOGIN_CHALLENGE_OVER');
});

async function approveAcross(browser: TestBrowser, asked: string, answered: string) {
  const challenge = await browser.send('POST', `/api/service-login/${asked}/challenge`, { attributes: [] });
  return browser.send(
    'POST',
    `/api/service-login/${answered}/approve`,
    answer(challenge.json(), hanako.authentication),
  );
}

test('the card is asked for at every log-in, also right after another one in the same browser', async () => {
  const browser = new TestBrowser(bench);
  await codeFor(bench, shop, hanako, [], browser);
  await bench.addResident('person-taro', { name: '見本　太郎' });
  const taro = await bench.makeCard('person-taro');
  const code = await codeFor(bench, shop, taro, [], browser);
  assert.ok(code);
});

test('declining tells the service only that', async () => {
  const browser = new TestBrowser(bench);
  const uid = await begin(browser, authorizationUrl(shop));
  const { returnTo } = (await browser.send('POST', `/api/service-login/${uid}/decline`)).json<{
    returnTo: string;
  }>();
  const parameters = await finish(browser, returnTo);
  assert.equal(parameters.get('error'), 'access_denied');
  assert.equal(parameters.get('code'), null);
});

test('LOS-04 a stopped card is refused on the page with its reason, and the service learns nothing', async () => {
  await bench.addResident('person-lost');
  const lost = await bench.makeCard('person-lost');
  const browser = new TestBrowser(bench);
  const uid = await begin(browser, authorizationUrl(shop));
  await bench.platform.database.transaction((tx) => bench.cards.suspend(tx, lost.cardId, handOverClerk));
  const response = await approve(browser, uid, lost);
  assert.equal(response.json<{ code: string }>().code, 'LOGIN_CARD_SUSPENDED');
});

test('G3 a card stopped after the log-in takes the code and the token with it', async () => {
  await bench.addResident('person-sudden');
  const card = await bench.makeCard('person-sudden');
  const tokens = (await exchange(bench, bank, await codeFor(bench, bank, card, ['name']))).json<Tokens>();
  const code = await codeFor(bench, bank, card, ['name']);
  await bench.platform.database.transaction((tx) => bench.cards.suspend(tx, card.cardId, handOverClerk));
  assert.equal((await userInfo(bench, tokens.access_token)).statusCode, 401);
  assert.equal((await exchange(bench, bank, code)).json<{ error: string }>().error, 'invalid_grant');
});
