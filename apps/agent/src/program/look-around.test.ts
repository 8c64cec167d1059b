import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askServer, isTrusted, leadsHere } from './look-around.ts';
import { isWanted, missingReaders } from './readers.ts';

const SERVER = 'https://card.reikoku.example';
const answering =
  (body: unknown, status = 200): typeof fetch =>
  async () =>
    Response.json(body, { status });
const failing =
  (code: string): typeof fetch =>
  async () => {
    throw new TypeError('fetch failed', { cause: { code } });
  };

test('the server says who it is and where its pages look for the agent', async () => {
  const view = { fictitious: false, origin: SERVER, agentOrigin: 'http://localhost:8701' };
  assert.deepEqual(await askServer(SERVER, answering({ ...view, mode: 'production' })), view);
});

test('a server that does not answer is told in words, a certificate that is not trusted with the way out', async () => {
  const said = async (ask: typeof fetch) => {
    const view = await askServer(SERVER, ask);
    return 'silent' in view ? view.silent : 'it answers';
  };
  assert.match(await said(failing('UNABLE_TO_VERIFY_LEAF_SIGNATURE')), /does not trust.*NODE_EXTRA_CA_CERTS/);
  assert.match(await said(failing('ENOTFOUND')), /name is not known/);
  assert.match(await said(failing('ECONNREFUSED')), /cannot be reached/);
  assert.match(await said(answering({ hello: 1 })), /not Mibun/);
  assert.match(await said(answering({ code: 'X' }, 500)), /not Mibun/);
  assert.match(await said(async () => new Response('<html>')), /not Mibun/);
});

test('an own certificate is tried as a browser would', async () => {
  assert.equal(await isTrusted('https://localhost:1', answering({}, 404)), true);
  assert.equal(await isTrusted('https://localhost:1', failing('DEPTH_ZERO_SELF_SIGNED_CERT')), false);
});

test('a name counts as of this machine when all it stands for is loopback', async () => {
  const leads = (...addresses: string[]) => leadsHere('https://agent.example:8701', async () => addresses);
  assert.equal(await leads('127.0.0.1'), true);
  assert.equal(await leads('127.0.0.1', '::1'), true);
  assert.equal(await leads('127.0.0.1', '192.0.2.1'), false);
  assert.equal(await leads('10.0.0.1'), false);
  assert.equal(await leads(), false);
  const unknown = leadsHere('https://agent.example', () => Promise.reject(new Error('ENOTFOUND')));
  assert.equal(await unknown, false);
  assert.equal(await leadsHere('http://localhost:8701', () => Promise.reject(new Error('asked'))), true);
});

test('a reader is meant by its name or a part of it, also when it is plugged in later', () => {
  const wanted = isWanted(['acs acr39u', 'SCM 1']);
  assert.ok(wanted('ACS ACR39U ICC Reader 00 00') && wanted('SCM 1 01 00'));
  assert.ok(!wanted('Yubico YubiKey 00 00'));
  assert.ok(isWanted([])('whatever'));
});

test('readers that are not there are named', () => {
  const there = [{ name: 'ACS ACR39U 00 00', card: 'none' } as const];
  assert.deepEqual(missingReaders(['ACR39U', 'Yubi'], there), ['Yubi']);
  assert.deepEqual(missingReaders([], there), []);
});
