import assert from 'node:assert/strict';
import { createHash, verify, X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as rawRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { signedAttributes } from '@mibun/pki/cms';
import { type Answer, answerOf } from '../../testing/answers.ts';
import { PINS, personalise, temporaryTray } from '../../testing/personalised-card.ts';
import { type Agent, startAgent } from './start-agent.ts';

const SERVER = 'http://localhost:8700';
const BANK = 'http://localhost:8702';
const HANAKO = '900000000000201';
const TARO = '900000000000202';
const AT_OFFICE = '900000000000203';

describe('the agent over HTTP', () => {
  const { tray, remove } = temporaryTray();
  const webRoot = mkdtempSync(join(tmpdir(), 'mibun-agent-web-'));
  const originsFile = join(webRoot, 'origins.json');
  const trouble: unknown[] = [];
  let agent: Agent;
  let token = '';
  let issued: Uint8Array | undefined;

  before(async () => {
    mkdirSync(join(webRoot, 'agent'));
    mkdirSync(join(webRoot, 'assets'));
    writeFileSync(join(webRoot, 'agent/index.html'), '<!doctype html><title>agent</title>');
    writeFileSync(join(webRoot, 'assets/a.js'), '1;');
    const hers = await personalise(tray, { chipSerial: HANAKO, label: '見本 花子', place: 'wallet' });
    issued = hers.signature;
    await personalise(tray, { chipSerial: TARO, label: '見本 太郎', place: 'wallet' });
    await personalise(tray, { chipSerial: AT_OFFICE, label: '見本 桜', place: 'office:99101', pins: false });
    agent = await startAgent({
      port: 0,
      tray,
      readers: 'none',
      webRoot,
      serverOrigin: SERVER,
      originsFile,
      onTrouble: (error) => trouble.push(error),
    });
    token = (await call('GET', '/api/session')).body.csrfToken;
  });
  after(async () => {
    await agent.close();
    rmSync(webRoot, { recursive: true, force: true });
    remove();
    assert.deepEqual(trouble, []);
  });

  async function call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(`${agent.origin}${path}`, {
      method,
      headers: {
        'sec-fetch-site': 'same-origin',
        ...(method === 'GET'
          ? {}
          : { origin: agent.origin, 'content-type': 'application/json', 'x-csrf-token': token }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '');
    const said = json ? JSON.parse(text) : text;
    if (json && response.ok)
      assert.deepEqual(answerOf(method, path).parse(said), said, 'as the protocol says');
    return { status: response.status, headers: response.headers, body: said };
  }

  const authenticateRequest = (origin: string, cardSerial = HANAKO) => ({
    kind: 'authenticate',
    origin,
    cardSerial,
    nonce: 'q83vEjRWeJC6q83vEjRWeJC6',
    statement: 'ログインします',
  });

  test('its pages forbid foreign scripts, frames and calls', async () => {
    for (const path of ['/', '/ask?lang=en']) {
      const { status, headers } = await call('GET', path);
      const policy = headers.get('content-security-policy') ?? '';
      assert.equal(status, 200);
      assert.match(policy, /default-src 'none'/);
      assert.match(policy, /script-src 'self';/);
      assert.match(policy, /frame-ancestors 'none'/);
      assert.doesNotMatch(policy, /unsafe|https?:|\*/);
      assert.equal(headers.get('cache-control'), 'no-store');
    }
  });

  test('the pages of other doors are not served from this origin', async () => {
    assert.equal((await call('GET', '/assets/a.js')).status, 200);
    for (const path of [
      '/agent/index.html',
      '/street/index.html',
      '/assets/../agent/index.html',
      '/assets/',
    ]) {
      assert.equal((await call('GET', path)).status, 404, path);
    }
  });

  test('requests of other sites to the interface are refused', async () => {
    const foreign: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { 'sec-fetch-site': '' },
      { origin: BANK },
      { origin: 'null' },
    ];
    for (const headers of foreign) {
      const { status, body } = await call('GET', '/api/cards', undefined, headers);
      assert.deepEqual([status, body.code], [403, 'foreign-request'], JSON.stringify(headers));
    }
  });

  test('a post needs the origin, the token and JSON', async () => {
    const wrong: Record<string, string>[] = [
      { origin: BANK },
      { 'x-csrf-token': 'guessed' },
      { 'content-type': 'text/plain' },
    ];
    for (const headers of wrong) {
      const { status, body } = await call('POST', '/api/origins', { origin: BANK }, headers);
      assert.deepEqual([status, body.code], [403, 'foreign-request'], JSON.stringify(headers));
    }
    assert.deepEqual((await call('GET', '/api/session')).body.origins, []);
  });

  test('a foreign name that resolves to this machine is no way in', async () => {
    const { port } = new URL(agent.origin);
    const status = await new Promise((resolve, reject) => {
      const headers = { host: `evil.example:${port}`, 'sec-fetch-site': 'same-origin' };
      const request = rawRequest({ host: '127.0.0.1', port, path: '/api/cards', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      request.on('error', reject);
      request.end();
    });
    assert.equal(status, 403);
  });

  test('the wallet lists what is at home, with what can be read without a PIN', async () => {
    const { body } = await call('GET', '/api/cards');
    assert.deepEqual(
      body.cards.map((card) => [card.serial, card.label]),
      [
        [HANAKO, '見本 花子'],
        [TARO, '見本 太郎'],
      ],
    );
    assert.deepEqual(body.cards[0]?.facts, {
      municipality: '99101',
      expiry: '2036-02-17',
      certificates: { authentication: true, signature: true },
      certificatesUntil: '2031-04-01',
      triesLeft: { signature: 5, authentication: 3, registry: 3, text: 3 },
    });
  });

  test('a card that comes while a window waits is told to it', async () => {
    const { version } = (await call('GET', '/api/cards')).body;
    const changed = call('GET', `/api/changes?seen=${version}`);
    tray.move(AT_OFFICE, 'wallet');
    assert.ok((await changed).body.version > version);
    assert.equal((await call('GET', '/api/cards')).body.cards.length, 3);
    tray.move(AT_OFFICE, 'office:99101');
  });

  test('a card at an office is reached at the counter alone', async () => {
    assert.equal((await call('GET', `/api/cards/${AT_OFFICE}`)).body.code, 'no-card');
    const { body } = await call('GET', `/api/cards/${AT_OFFICE}?where=counter`);
    assert.equal(body.label, '見本 桜');
    const { body: refused } = await call('POST', '/api/ceremonies', authenticateRequest(SERVER, AT_OFFICE));
    assert.equal(refused.code, 'no-card');
  });

  test('a site that the person has not allowed gets nothing; once allowed it is remembered', async () => {
    const refused = await call('POST', '/api/ceremonies', authenticateRequest(BANK));
    assert.deepEqual([refused.status, refused.body.code], [403, 'origin-not-allowed']);
    await call('POST', '/api/origins', { origin: BANK });
    const begun = await call('POST', '/api/ceremonies', authenticateRequest(BANK));
    assert.equal(begun.body.stage.kind, 'secret');
    await call('POST', `/api/ceremonies/${begun.body.id}/cancel`, {});
    assert.deepEqual(JSON.parse(readFileSync(originsFile, 'utf8')), [BANK]);
    await call('POST', '/api/origins/forget', { origin: BANK });
    const again = await call('POST', '/api/ceremonies', authenticateRequest(BANK));
    assert.equal(again.body.code, 'origin-not-allowed');
  });

  test('authenticating: tries left, a wrong PIN, the right one, the answer', async () => {
    const begun = (await call('POST', '/api/ceremonies', authenticateRequest(SERVER))).body;
    assert.deepEqual(begun.stage, { kind: 'secret', credential: 'authentication', triesLeft: 3 });
    const path = `/api/ceremonies/${begun.id}`;
    const wrong = (await call('POST', path, { turn: begun.turn, answer: { value: '9999' } })).body;
    assert.deepEqual(wrong.stage, {
      kind: 'secret',
      credential: 'authentication',
      triesLeft: 2,
      problem: { reason: 'wrong' },
    });
    // The first call once more, as after a lost answer: it is not another try.
    const repeated = (await call('POST', path, { turn: begun.turn, answer: { value: '9999' } })).body;
    assert.equal(repeated.stage.triesLeft, 2);
    const done = (await call('POST', path, { turn: wrong.turn, answer: { value: PINS.authentication } }))
      .body;
    assert.equal(done.stage.kind, 'finished');
    assert.equal(Buffer.from(done.stage.answer.signature, 'base64').length, 256);
    const { body } = await call('GET', `/api/cards?origin=${encodeURIComponent(SERVER)}`);
    assert.equal(body.lastUsed, HANAKO);
  });

  const DIGEST = createHash('sha256').update('a contract').digest('hex');
  const signRequest = (document: object = {}) => ({
    kind: 'sign',
    origin: SERVER,
    cardSerial: HANAKO,
    document: { name: '契約書.pdf', pages: 3, digest: DIGEST, ...document },
  });

  test('signing: document and digest are shown first, then the password, and what is signed is that digest', async () => {
    const begun = (await call('POST', '/api/ceremonies', signRequest())).body;
    assert.deepEqual(begun.stage, {
      kind: 'document',
      document: { name: '契約書.pdf', pages: 3, digest: DIGEST },
    });
    const path = `/api/ceremonies/${begun.id}`;
    const asked = (await call('POST', path, { turn: begun.turn, answer: { agreed: true } })).body;
    assert.deepEqual([asked.stage.kind, asked.stage.credential], ['secret', 'signature']);
    // Nothing of the certificate has left the card before the password, and nothing does before the end.
    assert.equal(
      JSON.stringify([begun, asked]).includes(
        Buffer.from(issued ?? [])
          .toString('base64')
          .slice(0, 40),
      ),
      false,
    );
    const done = (await call('POST', path, { turn: asked.turn, answer: { value: PINS.signature } })).body;
    assert.equal(done.stage.kind, 'finished');
    const certificate = new Uint8Array(Buffer.from(done.stage.answer.certificate, 'base64'));
    assert.deepEqual(certificate, issued);
    const octets = signedAttributes({ digest: Buffer.from(DIGEST, 'hex'), certificate });
    const key = new X509Certificate(certificate).publicKey;
    assert.ok(verify('sha256', octets, key, Buffer.from(done.stage.answer.signature, 'base64')));
  });

  test('without the person’s word there is no password and no certificate', async () => {
    for (const answer of [
      {},
      { agreed: false },
      { value: PINS.signature },
      { agreed: true, toBeSigned: 'MQA=' },
    ]) {
      const begun = (await call('POST', '/api/ceremonies', signRequest())).body;
      const path = `/api/ceremonies/${begun.id}`;
      const { stage } = (await call('POST', path, { turn: begun.turn, answer })).body;
      assert.deepEqual(
        [stage.kind, stage.failure?.code],
        ['failed', 'request-invalid'],
        JSON.stringify(answer),
      );
    }
    const begun = (await call('POST', '/api/ceremonies', signRequest())).body;
    await call('POST', `/api/ceremonies/${begun.id}/cancel`, {});
    const after = await call('POST', `/api/ceremonies/${begun.id}`, {
      turn: begun.turn,
      answer: { agreed: true },
    });
    assert.equal(JSON.stringify(after.body).includes('certificate'), false);
  });

  test('a request that does not say what is signed is none', async () => {
    const { document, ...bare } = signRequest();
    const { digest: _, ...named } = document;
    const wrong = [
      bare,
      { ...bare, document: named },
      { ...bare, toBeSigned: 'MQA=' },
      signRequest({ digest: DIGEST.slice(2) }),
      signRequest({ digest: DIGEST.toUpperCase() }),
      signRequest({ name: '' }),
      signRequest({ toBeSigned: 'MQA=' }),
    ];
    for (const request of wrong) {
      const { body } = await call('POST', '/api/ceremonies', request);
      assert.equal(body.code, 'request-invalid', JSON.stringify(request));
    }
  });

  test('a document that was prepared for another card is not signed', async () => {
    const request = signRequest({ certificateSha256: 'ab'.repeat(32) });
    const begun = (await call('POST', '/api/ceremonies', request)).body;
    const path = `/api/ceremonies/${begun.id}`;
    const asked = (await call('POST', path, { turn: begun.turn, answer: { agreed: true } })).body;
    const { stage } = (await call('POST', path, { turn: asked.turn, answer: { value: PINS.signature } }))
      .body;
    assert.equal(stage.failure.code, 'other-certificate');
  });

  test('a blocked PIN is refused before anything is typed, with the way out', async () => {
    const begun = (await call('POST', '/api/ceremonies', authenticateRequest(SERVER, TARO))).body;
    let now = begun;
    for (let wrong = 0; wrong < 3; wrong++) {
      const body = { turn: now.turn, answer: { value: '9999' } };
      now = (await call('POST', `/api/ceremonies/${begun.id}`, body)).body;
    }
    assert.equal(now.stage.failure.code, 'pin-locked');
    assert.match(now.stage.failure.next.ja, /窓口/);
    const again = (await call('POST', '/api/ceremonies', authenticateRequest(SERVER, TARO))).body;
    assert.equal(again.stage.failure.code, 'pin-locked');
  });

  test('a window that was closed does not keep the card: the next one has it', async () => {
    const first = (await call('POST', '/api/ceremonies', authenticateRequest(SERVER))).body;
    const second = (await call('POST', '/api/ceremonies', authenticateRequest(SERVER))).body;
    assert.equal(second.stage.kind, 'secret');
    const old = await call('POST', `/api/ceremonies/${first.id}`, { turn: first.turn, answer: null });
    assert.equal(old.body.stage.failure.code, 'refused');
    await call('POST', `/api/ceremonies/${second.id}/cancel`, {});
    await tray.insert(HANAKO).close();
  });

  test('a relay is for the office’s own system, and to itself alone', async () => {
    const relay = (origin: string, relayUrl: string) =>
      call('POST', '/api/ceremonies', {
        kind: 'counter',
        origin,
        cardSerial: HANAKO,
        relayUrl,
        relayToken: 'x'.repeat(43),
      });
    await call('POST', '/api/origins', { origin: BANK });
    assert.equal((await relay(BANK, `${BANK}/api/relay`)).body.code, 'counter-only');
    assert.equal((await relay(SERVER, 'http://127.0.0.1:9/api/relay')).body.code, 'counter-only');
    assert.equal((await relay(SERVER, 'http://localhost:8700@evil.example/x')).body.code, 'counter-only');
  });

  test('pages that wait for a change are told of the end of a ceremony', async () => {
    const { version } = (await call('GET', '/api/changes')).body;
    const waiting = call('GET', `/api/changes?seen=${version}`);
    const begun = (await call('POST', '/api/ceremonies', authenticateRequest(SERVER))).body;
    await call('POST', `/api/ceremonies/${begun.id}/cancel`, {});
    assert.equal((await waiting).body.version, version + 1);
    assert.equal((await call('GET', '/api/changes?seen=-1')).body.code, 'request-invalid');
  });

  test('a port that is taken is an error, not an agent that hangs', async () => {
    const { port } = new URL(agent.origin);
    const second = startAgent({ port: Number(port), tray, readers: 'none', webRoot, serverOrigin: SERVER });
    await assert.rejects(second, { code: 'EADDRINUSE' });
  });

  test('a refusal says why and what to do, in the reader’s language', async () => {
    const headers = { 'accept-language': 'en', 'sec-fetch-site': 'cross-site' };
    const { body } = await call('GET', '/api/cards', undefined, headers);
    assert.match(body.title, /own page/);
    assert.ok(body.next.length > 10);
    const wrong = await call('POST', '/api/ceremonies', { kind: 'authenticate', pin: '2580' });
    assert.equal(wrong.body.code, 'request-invalid');
    assert.doesNotMatch(JSON.stringify(wrong.body), /2580/);
  });
});
