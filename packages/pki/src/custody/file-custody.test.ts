import assert from 'node:assert/strict';
import { constants, createPublicKey, publicDecrypt, randomBytes, verify } from 'node:crypto';
import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { verifySignature } from '../verify/signature.ts';
import { fileCustody } from './file-custody.ts';

const home = await mkdtemp(join(tmpdir(), 'mibun-custody-'));
after(() => rm(home, { recursive: true }));

let count = 0;
function custodyAt(directory = join(home, String(count++)), passphrase = 'correct horse') {
  const options = { directory, passphrase, random: (length: number) => randomBytes(length), costLog2: 4 };
  return { directory, custody: fileCustody(options) };
}

const message = new TextEncoder().encode('to be signed');

test('pki.md §1 keys of both generations sign, also after the process has gone', async () => {
  const { directory, custody } = custodyAt();
  const rsa = await custody.create('ca/signature/1', 'rsa-2048');
  const ec = await custody.create('ca/signature/2', 'ec-p384');
  for (const again of [custody, custodyAt(directory).custody]) {
    const first = await again.sign('ca/signature/1', 'sha256WithRSA', message);
    const second = await again.sign('ca/signature/2', 'sha384WithECDSA', message);
    assert.equal(verifySignature(rsa, 'sha256WithRSA', message, first), true);
    assert.equal(verifySignature(ec, 'sha384WithECDSA', message, second), true);
    assert.deepEqual(await again.publicKey('ca/signature/1'), rsa);
    assert.deepEqual(await again.labels(), ['ca/signature/1', 'ca/signature/2']);
  }
  assert.equal(custody.notForProduction, true);
});

test('chip.md §2.3 rsaPkcs1 pads and signs the DigestInfo it is given', async () => {
  const { custody } = custodyAt();
  const spki = await custody.create('card-face', 'rsa-2048');
  const signature = await custody.sign('card-face', 'rsaPkcs1', message);
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  const payload = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature);
  assert.deepEqual(Uint8Array.from(payload), message);
});

test('pki.md §1 nothing is ever overwritten', async () => {
  const { directory, custody } = custodyAt();
  const spki = await custody.create('one', 'ec-p384');
  await assert.rejects(custody.create('one', 'ec-p384'), { code: 'key-exists' });
  await assert.rejects(custody.createSecret('one'), { code: 'key-exists' });
  const both = await Promise.allSettled([
    custodyAt(directory).custody.create('two', 'ec-p384'),
    custodyAt(directory).custody.create('two', 'ec-p384'),
  ]);
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  const made = both.find((result) => result.status === 'fulfilled')?.value ?? assert.fail();
  const signature = await custody.sign('two', 'sha384WithECDSA', message);
  const key = createPublicKey({ key: Buffer.from(made), format: 'der', type: 'spki' });
  assert.equal(verify('sha384', message, key, signature), true);
  assert.deepEqual(await custody.publicKey('one'), spki);
  assert.deepEqual(
    (await readdir(directory)).filter((name) => name.endsWith('.new')),
    [],
  );
});

test('files are for the owner alone and hold no key in the clear', async () => {
  const { directory, custody } = custodyAt();
  await custody.createSecret('secret', { extractable: true });
  const secret = Buffer.from(await custody.unwrapSecret('secret'));
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    const text = await readFile(path, 'utf8');
    assert.ok(!text.includes(secret.toString('base64')) && !text.includes(secret.toString('hex')));
  }
  assert.equal((await stat(directory)).mode & 0o777, 0o700);
});

test('a wrong passphrase opens nothing, and names itself', async () => {
  const { directory, custody } = custodyAt();
  const spki = await custody.create('ca', 'ec-p384');
  const wrong = custodyAt(directory, 'wrong horse').custody;
  await assert.rejects(wrong.sign('ca', 'sha384WithECDSA', message), { code: 'passphrase-wrong' });
  await assert.rejects(wrong.create('other', 'ec-p384'), { code: 'passphrase-wrong' });
  assert.deepEqual(await wrong.publicKey('ca'), spki, 'public keys need no passphrase');
});

test('a changed, exchanged or damaged file is found', async () => {
  const { directory, custody } = custodyAt();
  await custody.create('good', 'ec-p384');
  await custody.create('bad', 'ec-p384');
  const path = (label: string) => join(directory, `${label}.key`);
  const [good, bad] = [await readFile(path('good'), 'utf8'), await readFile(path('bad'), 'utf8')];
  const attempt = () => custodyAt(directory).custody.sign('bad', 'sha384WithECDSA', message);
  for (const text of [
    '',
    '{}',
    good,
    good.replace('"good"', '"bad"'),
    bad.replace(/"extractable": false/, '"extractable": true'),
  ]) {
    await writeFile(path('bad'), text);
    await assert.rejects(attempt(), { code: 'key-damaged' });
  }
  await writeFile(path('bad'), bad);
  await attempt();
  await rename(path('bad'), path('gone'));
  await assert.rejects(attempt(), { code: 'key-unknown' });
});

test('secrets seal, open and authenticate; each use and each label has its own key', async () => {
  const { directory, custody } = custodyAt();
  await custody.createSecret('vault');
  await custody.createSecret('other', { bytes: 16 });
  const aad = new TextEncoder().encode('person 1');
  const sealed = await custody.seal('vault', message, aad);
  assert.notDeepEqual(sealed, await custody.seal('vault', message, aad));
  assert.deepEqual(await custodyAt(directory).custody.open('vault', sealed, aad), message);
  await assert.rejects(custody.open('vault', sealed), { code: 'seal-broken' });
  await assert.rejects(custody.open('other', sealed, aad), { code: 'seal-broken' });
  await assert.rejects(custody.open('vault', sealed.subarray(0, 20), aad), { code: 'seal-broken' });
  const mac = await custody.mac('vault', message);
  assert.equal(mac.length, 32);
  assert.deepEqual(await custodyAt(directory).custody.mac('vault', message), mac);
  assert.notDeepEqual(await custody.mac('other', message), mac);
  assert.deepEqual([await custody.kind('vault'), await custody.kind('other')], ['aes-256', 'aes-128']);
});

test('an entry serves its own use alone', async () => {
  const { custody } = custodyAt();
  await custody.create('key', 'ec-p384');
  await custody.createSecret('secret');
  await custody.createSecret('master', { bytes: 32, extractable: true });
  const wrong = { code: 'key-kind' };
  await assert.rejects(custody.sign('secret', 'sha384WithECDSA', message), wrong);
  await assert.rejects(custody.sign('key', 'sha256WithRSA', message), wrong);
  await assert.rejects(custody.mac('key', message), wrong);
  await assert.rejects(custody.unwrapSecret('secret'), wrong);
  await assert.rejects(custody.unwrapSecret('key'), wrong);
  assert.equal((await custody.unwrapSecret('master')).length, 32);
  assert.equal(await custody.publicKey('secret'), undefined);
});

test('what is not there is said to be not there, and a label is no path', async () => {
  const { custody } = custodyAt();
  assert.equal(await custody.has('nothing'), false);
  assert.equal(await custody.publicKey('nothing'), undefined);
  assert.deepEqual(await custody.labels(), []);
  await assert.rejects(custody.sign('nothing', 'sha256WithRSA', message), { code: 'key-unknown' });
  for (const label of ['', '..', '../x', '/x', 'x/', 'a//b', 'A', 'x\u0000', 'a'.repeat(101)]) {
    await assert.rejects(custody.create(label, 'ec-p384'), { code: 'label-invalid' });
  }
});
