import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type KeyCustody, type Pkcs11CustodyOptions, pkcs11Custody, verifySignature } from '@mibun/pki';
import { buildFaultyHsm, type FaultyHsm } from './harness/faulty-hsm.ts';
import { type SoftHsmToken, startSoftHsm } from './harness/softhsm.ts';

// An HSM that goes and comes back. Two ways, as SoftHSM is software: its token is taken out of its reach, which leaves a
// running library with dead handles for good; and a library before it gives the answers that real devices give.
// Debian packages: softhsm2, gcc.

const hsm = startSoftHsm();
const folder = mkdtempSync(join(tmpdir(), 'mibun-hsm-outage-'));
const data = new TextEncoder().encode('to be signed');
const opened: KeyCustody[] = [];
let faulty: FaultyHsm;
let count = 0;

interface Bench {
  readonly custody: KeyCustody;
  readonly token: SoftHsmToken;
}

async function open(more: Partial<Pkcs11CustodyOptions> = {}): Promise<Bench> {
  const token = await hsm.makeToken(`token ${++count}`);
  const random = (length: number) => randomBytes(length);
  const address = { module: hsm.module, token: token.token, pinFile: token.pinFile };
  const custody = pkcs11Custody({ ...address, random, processes: 1, ...more });
  opened.push(custody);
  return { custody, token };
}

const unavailable = { code: 'custody-unavailable' };

before(async () => {
  faulty = await buildFaultyHsm(folder);
});

after(async () => {
  for (const custody of opened) await custody.close();
  hsm.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Longer than the first start of the program that speaks PKCS #11, on a machine with much else to do, too. */
const PATIENCE_MS = 5_000;

test('a token that is away for a moment is a delay and nothing else', async () => {
  const { custody, token } = await open();
  const spki = await custody.create('ca', 'ec-p384');
  token.unplug();
  const asked = custody.sign('ca', 'sha384WithECDSA', data);
  token.plugIn();
  assert.equal(verifySignature(spki, 'sha384WithECDSA', data, await asked), true);
});

test('a token that stays away fails clearly, then everything goes on without a restart', async () => {
  const { custody, token } = await open({ patienceMs: PATIENCE_MS });
  const spki = await custody.create('ca', 'ec-p384');
  await custody.createSecret('vault');
  const sealed = await custody.seal('vault', data);
  for (let round = 0; round < 2; round++) {
    token.unplug();
    await assert.rejects(custody.sign('ca', 'sha384WithECDSA', data), unavailable);
    await assert.rejects(custody.open('vault', sealed), unavailable, 'a broken seal would be a lie');
    token.plugIn();
    const signature = await untilBack(() => custody.sign('ca', 'sha384WithECDSA', data));
    assert.equal(verifySignature(spki, 'sha384WithECDSA', data, signature), true);
    assert.deepEqual(await custody.open('vault', sealed), data);
  }
});

/** The pool looks for the token at growing intervals; until it has found it, calls are refused at once. */
async function untilBack<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if ((error as { code?: string }).code !== 'custody-unavailable') throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

test('a token that is away is never taken for one without the key: no second key is made', async () => {
  const { custody, token } = await open({ patienceMs: PATIENCE_MS });
  const spki = await custody.create('ca', 'ec-p384');
  token.unplug();
  await assert.rejects(custody.has('ca'), unavailable);
  await assert.rejects(custody.publicKey('other'), unavailable);
  await assert.rejects(custody.labels(), unavailable);
  await assert.rejects(custody.create('ca', 'ec-p384'), unavailable);
  token.plugIn();
  assert.deepEqual(await untilBack(() => custody.publicKey('ca')), spki);
  assert.deepEqual(await custody.labels(), ['ca']);
});

test('requests do not pile up: what cannot wait is refused at once', async () => {
  const { custody, token } = await open({ mostWaiting: 3, patienceMs: 60_000 });
  await custody.create('ca', 'ec-p384');
  token.unplug();
  await assert.rejects(
    Promise.race(Array.from({ length: 10 }, () => custody.sign('ca', 'sha384WithECDSA', data))),
    unavailable,
  );
  const rest = Array.from({ length: 10 }, () => custody.sign('ca', 'sha384WithECDSA', data));
  for (const refused of await Promise.allSettled(rest)) {
    assert.equal(refused.status === 'rejected' && refused.reason.code, 'custody-unavailable');
  }
  token.plugIn();
});

const RETURN_VALUES = {
  CKR_DEVICE_ERROR: 0x30,
  CKR_DEVICE_REMOVED: 0x32,
  CKR_SESSION_CLOSED: 0xb0,
  CKR_SESSION_HANDLE_INVALID: 0xb3,
  CKR_TOKEN_NOT_PRESENT: 0xe0,
  CKR_USER_NOT_LOGGED_IN: 0x101,
  CKR_CRYPTOKI_NOT_INITIALIZED: 0x190,
  CKR_OBJECT_HANDLE_INVALID: 0x82,
  CKR_GENERAL_ERROR: 0x5,
};

test('after each answer of a lost device the signature is made anew, in a session of its own', async () => {
  const { custody } = await open({ module: faulty.module });
  const spki = await custody.create('ca', 'ec-p384');
  for (const [name, value] of Object.entries(RETURN_VALUES)) {
    for (const call of ['C_SignInit', 'C_Sign']) {
      const logins = faulty.logins();
      faulty.failOnce(call, value);
      const signature = await custody.sign('ca', 'sha384WithECDSA', data);
      assert.equal(faulty.happened(), true, `${call} ${name}`);
      assert.equal(verifySignature(spki, 'sha384WithECDSA', data, signature), true);
      assert.equal(faulty.logins(), logins + 1);
    }
  }
});

test('a library that crashes or hangs costs its own process alone', async () => {
  const { custody } = await open({ module: faulty.module, callTimeoutMs: 1500 });
  const spki = await custody.create('ca', 'ec-p384');
  for (const how of ['abort', 'hang'] as const) {
    faulty.failOnce('C_Sign', how);
    const signature = await custody.sign('ca', 'sha384WithECDSA', data);
    assert.equal(faulty.happened(), true);
    assert.equal(verifySignature(spki, 'sha384WithECDSA', data, signature), true);
  }
});

test('a key whose making was broken off is made once', async () => {
  const { custody } = await open({ module: faulty.module });
  faulty.failOnce('C_GenerateKeyPair', 'lose');
  const spki = await custody.create('ca', 'ec-p384');
  assert.equal(faulty.happened(), true);
  assert.deepEqual(await custody.publicKey('ca'), spki);
  faulty.failOnce('C_GenerateKey', 'lose');
  await custody.createSecret('vault');
  assert.deepEqual(await custody.open('vault', await custody.seal('vault', data)), data);
  assert.deepEqual(await custody.labels(), ['ca', 'vault']);
});

test('an answer that is a refusal is not asked again', async () => {
  const { custody } = await open({ module: faulty.module });
  await custody.create('ca', 'ec-p384');
  faulty.failOnce('C_SignInit', 0x70); // CKR_MECHANISM_INVALID
  await assert.rejects(custody.sign('ca', 'sha384WithECDSA', data), {
    code: 'custody-refused',
    message: /CKR_MECHANISM_INVALID/,
  });
});

test('a wrong PIN is tried once, not until the token is locked, and anew when the PIN file changes', async () => {
  const pinFile = join(folder, 'pin');
  writeFileSync(pinFile, '000000', { mode: 0o600 });
  const { custody, token } = await open({ module: faulty.module, pinFile });
  const logins = faulty.logins();
  const wrong = { code: 'passphrase-wrong', message: /CKR_PIN_INCORRECT/ };
  for (let round = 0; round < 5; round++) await assert.rejects(custody.labels(), wrong);
  assert.equal(faulty.logins(), logins + 1);
  copyFileSync(token.pinFile, pinFile);
  assert.deepEqual(await custody.labels(), []);
});

test('a library, a token or a PIN file that is not there is named', async () => {
  const cases: readonly (readonly [Partial<Pkcs11CustodyOptions>, RegExp])[] = [
    [{ module: '/nowhere/lib.so' }, /no PKCS #11 library \/nowhere\/lib\.so/],
    [{ module: import.meta.filename }, /cannot be loaded/],
    // At once: longer than any patience of a test would be waited for one that is only away.
    [{ token: 'another', patienceMs: 3_600_000 }, /no token "another" in any slot .*: there is "/],
    [{ pinFile: '/nowhere/pin' }, /PIN file \/nowhere\/pin cannot be read/],
  ];
  for (const [options, message] of cases) {
    const { custody } = await open(options);
    await assert.rejects(custody.labels(), { ...unavailable, message });
  }
});

test('a PIN file that everybody may read is refused', async () => {
  const pinFile = join(folder, 'open-pin');
  writeFileSync(pinFile, '482913', { mode: 0o644 });
  const { custody } = await open({ pinFile });
  await assert.rejects(custody.labels(), { ...unavailable, message: /open to everybody/ });
});

test('a custody that is closed says so and leaves no process behind', async () => {
  const { custody } = await open();
  await custody.labels();
  await custody.close();
  await assert.rejects(custody.labels(), unavailable);
});
