import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { AgentSession } from '@mibun/protocol';
import { makeTlsFiles } from '../../testing/tls-files.ts';
import { OriginsDamaged } from './origins.ts';
import { type AgentOptions, startAgent } from './start-agent.ts';

const SERVER = 'https://card.example';
const BANK = 'https://bank.example';
const SHOP = 'https://shop.example';
const OWN_PAGE = { 'sec-fetch-site': 'same-origin' };

interface Heard {
  readonly status: number;
  readonly text: string;
}

/** A call at one address of this machine, under the name that the browser's address bar says. */
function ask(
  origin: string,
  path: string,
  how: { readonly at?: string; readonly ca?: string; readonly token?: string; readonly body?: unknown } = {},
): Promise<Heard> {
  const { at = '127.0.0.1', ca, token, body } = how;
  const { host, port } = new URL(origin);
  const request = origin.startsWith('https') ? tlsRequest : plainRequest;
  const headers = {
    ...OWN_PAGE,
    host,
    ...(token && { origin, 'x-csrf-token': token, 'content-type': 'application/json' }),
  };
  const method = body === undefined ? 'GET' : 'POST';
  return new Promise((resolve, reject) => {
    const options = { host: at, port, path, method, headers, ...(ca && { ca, servername: 'localhost' }) };
    const call = request(options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    call.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
  });
}

describe('the agent’s own origin', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mibun-agent-origin-'));
  before(() => {
    for (const part of ['agent', 'assets']) mkdirSync(join(folder, part));
    writeFileSync(join(folder, 'agent/index.html'), '<!doctype html><title>agent</title>');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const start = (more: Partial<AgentOptions> = {}) =>
    startAgent({ port: 0, readers: 'none', webRoot: folder, serverOrigin: SERVER, demo: false, ...more });
  const sessionAt = async (origin: string) =>
    JSON.parse((await ask(origin, '/api/session')).text) as AgentSession;

  const hasIpv6 = Object.values(networkInterfaces())
    .flat()
    .some((one) => one?.address === '::1');

  test('it is at both addresses that localhost may stand for', async () => {
    const agent = await start();
    for (const at of ['127.0.0.1', ...(hasIpv6 ? ['::1'] : [])]) {
      assert.equal((await ask(agent.origin, '/', { at })).status, 200, at);
    }
    await agent.close();
    for (const at of ['127.0.0.1', '::1']) await assert.rejects(ask(agent.origin, '/', { at }), at);
  });

  test('it does not start beside a program that has the other of the two', async () => {
    if (!hasIpv6) return;
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '::1', resolve));
    const address = squatter.address();
    assert.ok(typeof address === 'object' && address !== null);
    await assert.rejects(start({ port: address.port }), { code: 'EADDRINUSE', address: '::1' });
    const origin = `http://localhost:${address.port}`;
    await assert.rejects(ask(origin, '/'), { code: 'ECONNREFUSED' }, 'nothing is left open');
    squatter.close();
  });

  test('with a certificate it is https, at both addresses, and takes no plain HTTP', async () => {
    const files = makeTlsFiles(folder);
    const ca = readFileSync(files.certificate, 'utf8');
    const agent = await start({ tls: { cert: ca, key: readFileSync(files.key, 'utf8') } });
    assert.match(agent.origin, /^https:\/\/localhost:\d+$/);
    for (const at of ['127.0.0.1', ...(hasIpv6 ? ['::1'] : [])]) {
      assert.equal((await ask(agent.origin, '/api/session', { at, ca })).status, 200, at);
    }
    await assert.rejects(ask(agent.origin, '/'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    await assert.rejects(ask(agent.origin.replace('https', 'http'), '/'));
    await agent.close();
  });

  test('without software cards the wallet is what lies in readers', async () => {
    const agent = await start();
    const { cards } = JSON.parse((await ask(agent.origin, '/api/cards')).text);
    assert.deepEqual(cards, []);
    await agent.close();
  });

  test('a site that was given at the start is known and cannot be taken back', async () => {
    const agent = await start({ givenOrigins: [BANK] });
    const { csrfToken: token, givenOrigins, origins, mayAllow } = await sessionAt(agent.origin);
    assert.deepEqual([givenOrigins, origins, mayAllow], [[SERVER, BANK], [], true]);
    await ask(agent.origin, '/api/origins/forget', { token, body: { origin: BANK } });
    assert.deepEqual((await sessionAt(agent.origin)).givenOrigins, [SERVER, BANK]);
    await agent.close();
  });

  test('where only given sites may ask, nobody can allow another, and nothing remembered counts', async () => {
    const originsFile = join(folder, 'earlier.json');
    writeFileSync(originsFile, JSON.stringify([SHOP]));
    const agent = await start({ givenOrigins: [BANK], mayAllow: false, originsFile });
    const { csrfToken: token, mayAllow, origins } = await sessionAt(agent.origin);
    assert.deepEqual([mayAllow, origins], [false, []]);
    const allowed = await ask(agent.origin, '/api/origins', { token, body: { origin: SHOP } });
    assert.deepEqual([allowed.status, JSON.parse(allowed.text).code], [403, 'only-given-origins']);
    const asked = {
      kind: 'authenticate',
      cardSerial: '900000000000201',
      nonce: 'x'.repeat(16),
      statement: 'x',
    };
    const codeFor = async (origin: string) =>
      JSON.parse((await ask(agent.origin, '/api/ceremonies', { token, body: { ...asked, origin } })).text)
        .code;
    assert.equal(await codeFor(SHOP), 'origin-not-allowed');
    assert.equal(await codeFor(BANK), 'no-card');
    await agent.close();
  });

  test('a file of allowed sites that is damaged stops the start', async () => {
    for (const content of ['{', '{}', '[1]', '["bank.example"]']) {
      const originsFile = join(folder, 'damaged.json');
      writeFileSync(originsFile, content);
      await assert.rejects(start({ originsFile }), OriginsDamaged, content);
    }
  });
});
