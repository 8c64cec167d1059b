import assert from 'node:assert/strict';
import { constants, createPublicKey, publicDecrypt } from 'node:crypto';
import { test } from 'node:test';
import type { KeyCustody } from '../src/custody/custody.ts';
import { verifySignature } from '../src/verify/signature.ts';

/** Two views of one custody, as two processes have them, and nothing in it. */
export interface CustodyUnderTest {
  readonly custody: KeyCustody;
  readonly again: () => KeyCustody;
}

const message = new TextEncoder().encode('to be signed');
const nothing = new Uint8Array(0);

/** What every key custody does, with every error of the interface that its users can cause. */
export function testCustodyBehaviour(name: string, open: () => Promise<CustodyUnderTest>): void {
  test(`${name}: pki.md §1 keys of both generations sign, also for those who come later`, async () => {
    const { custody, again } = await open();
    const rsa = await custody.create('ca/signature/1', 'rsa-2048');
    const ec = await custody.create('ca/signature/2', 'ec-p384');
    for (const view of [custody, again()]) {
      const first = await view.sign('ca/signature/1', 'sha256WithRSA', message);
      const second = await view.sign('ca/signature/2', 'sha384WithECDSA', message);
      assert.equal(verifySignature(rsa, 'sha256WithRSA', message, first), true);
      assert.equal(verifySignature(ec, 'sha384WithECDSA', message, second), true);
      assert.deepEqual(await view.publicKey('ca/signature/1'), rsa);
      assert.deepEqual(await view.publicKey('ca/signature/2'), ec);
      assert.deepEqual(await view.labels(), ['ca/signature/1', 'ca/signature/2']);
      assert.deepEqual(await view.kind('ca/signature/2'), 'ec-p384');
    }
  });

  test(`${name}: chip.md §2.3 rsaPkcs1 pads and signs the DigestInfo it is given`, async () => {
    const { custody } = await open();
    const spki = await custody.create('card-face', 'rsa-2048');
    const signature = await custody.sign('card-face', 'rsaPkcs1', message);
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    const payload = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature);
    assert.deepEqual(Uint8Array.from(payload), message);
  });

  test(`${name}: pki.md §1 nothing is ever overwritten, also by two at once`, async () => {
    const { custody, again } = await open();
    const spki = await custody.create('one', 'ec-p384');
    await assert.rejects(custody.create('one', 'ec-p384'), { code: 'key-exists' });
    await assert.rejects(custody.create('one', 'rsa-2048'), { code: 'key-exists' });
    await assert.rejects(custody.createSecret('one'), { code: 'key-exists' });
    const other = again();
    const both = await Promise.allSettled([custody.create('two', 'ec-p384'), other.create('two', 'ec-p384')]);
    assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
    const made = both.find((result) => result.status === 'fulfilled')?.value ?? assert.fail();
    const secrets = await Promise.allSettled([custody.createSecret('three'), other.createSecret('three')]);
    assert.deepEqual(secrets.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
    for (const lost of [...both, ...secrets]) {
      if (lost.status === 'rejected') assert.equal(lost.reason.code, 'key-exists');
    }
    for (const view of [custody, other]) {
      const signature = await view.sign('two', 'sha384WithECDSA', message);
      assert.equal(verifySignature(made, 'sha384WithECDSA', message, signature), true);
    }
    assert.deepEqual(await custody.mac('three', message), await other.mac('three', message));
    assert.deepEqual(await custody.publicKey('one'), spki);
    assert.deepEqual(await custody.labels(), ['one', 'three', 'two']);
  });

  test(`${name}: secrets seal, open and authenticate; each label has its own keys`, async () => {
    const { custody, again } = await open();
    await custody.createSecret('vault');
    await custody.createSecret('other', { bytes: 16 });
    const aad = new TextEncoder().encode('person 1');
    for (const plaintext of [message, nothing, new Uint8Array(5000).fill(7)]) {
      const sealed = await custody.seal('vault', plaintext, aad);
      assert.notDeepEqual(sealed, await custody.seal('vault', plaintext, aad));
      assert.deepEqual(await again().open('vault', sealed, aad), plaintext);
    }
    const sealed = await custody.seal('vault', message, aad);
    const changed = sealed.with(20, (sealed[20] ?? 0) ^ 1);
    const broken = { code: 'seal-broken' };
    await assert.rejects(custody.open('vault', sealed), broken);
    await assert.rejects(custody.open('other', sealed, aad), broken);
    await assert.rejects(custody.open('vault', changed, aad), broken);
    for (const octets of [0, 12, 20, sealed.length - 1]) {
      await assert.rejects(custody.open('vault', sealed.subarray(0, octets), aad), broken);
    }
    assert.deepEqual(
      await custody.open('vault', sealed, aad),
      message,
      'the custody is sound after refusals',
    );
    const mac = await custody.mac('vault', message);
    assert.equal(mac.length, 32);
    assert.equal((await custody.mac('vault', nothing)).length, 32);
    assert.deepEqual(await again().mac('vault', message), mac);
    assert.notDeepEqual(await custody.mac('other', message), mac);
    assert.deepEqual([await custody.kind('vault'), await custody.kind('other')], ['aes-256', 'aes-128']);
  });

  test(`${name}: an entry serves its own use alone`, async () => {
    const { custody, again } = await open();
    await custody.create('key', 'ec-p384');
    await custody.createSecret('secret');
    await custody.createSecret('master', { bytes: 32, extractable: true });
    const wrong = { code: 'key-kind' };
    await assert.rejects(custody.sign('secret', 'sha384WithECDSA', message), wrong);
    await assert.rejects(custody.sign('key', 'sha256WithRSA', message), wrong);
    await assert.rejects(custody.sign('key', 'rsaPkcs1', message), wrong);
    await assert.rejects(custody.mac('key', message), wrong);
    await assert.rejects(custody.seal('key', message), wrong);
    await assert.rejects(custody.open('key', message), wrong);
    await assert.rejects(custody.unwrapSecret('secret'), wrong);
    await assert.rejects(custody.unwrapSecret('key'), wrong);
    await assert.rejects(custody.evidence('secret'), wrong);
    const master = await custody.unwrapSecret('master');
    assert.equal(master.length, 32);
    assert.deepEqual(await again().unwrapSecret('master'), master);
    assert.equal(await custody.publicKey('secret'), undefined);
  });

  test(`${name}: what is not there is said to be not there, and a label is no path`, async () => {
    const { custody } = await open();
    const unknown = { code: 'key-unknown' };
    assert.equal(await custody.has('nothing'), false);
    assert.equal(await custody.kind('nothing'), undefined);
    assert.equal(await custody.publicKey('nothing'), undefined);
    assert.deepEqual(await custody.labels(), []);
    await assert.rejects(custody.sign('nothing', 'sha256WithRSA', message), unknown);
    await assert.rejects(custody.mac('nothing', message), unknown);
    await assert.rejects(custody.open('nothing', message), unknown);
    await assert.rejects(custody.unwrapSecret('nothing'), unknown);
    await assert.rejects(custody.evidence('nothing'), unknown);
    for (const label of ['', '..', '../x', '/x', 'x/', 'a//b', 'A', 'x\u0000', 'x#mac', 'a'.repeat(101)]) {
      await assert.rejects(custody.create(label, 'ec-p384'), { code: 'label-invalid' });
      await assert.rejects(custody.kind(label), { code: 'label-invalid' });
    }
  });

  test(`${name}: evidence names the kind of the key and where it was made`, async () => {
    const { custody } = await open();
    await custody.create('ca', 'rsa-2048');
    const evidence = await custody.evidence('ca');
    assert.equal(evidence.label, 'ca');
    assert.equal(evidence.kind, 'rsa-2048');
    assert.equal(evidence.madeInside, true);
    assert.notEqual(evidence.neverLeaves, custody.notForProduction, 'a file can be taken away, a token not');
  });
}
