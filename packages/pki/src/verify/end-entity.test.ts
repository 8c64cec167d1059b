import assert from 'node:assert/strict';
import { constants, createHash, privateEncrypt, sign } from 'node:crypto';
import { test } from 'node:test';
import {
  CA_UNTIL,
  ISSUED,
  issue,
  random,
  requestFor,
  type TestCa,
  testCa,
  testKey,
} from '../../testing/fixtures.ts';
import { encodeTbs, readTbs } from '../certificate/tbs.ts';
import { octetString, oid, sequence } from '../der/write.ts';
import { assembleCertificate } from '../issue/assemble.ts';
import { createLinkCertificate } from '../issue/ca-certificate.ts';
import { buildEndEntityTbs } from '../issue/end-entity.ts';
import { basicConstraintsOfCa } from '../issue/extensions.ts';
import { OID } from '../oids.ts';
import { newSerial } from '../serial.ts';
import { trustAnchors } from './anchors.ts';
import { verifyEndEntity } from './end-entity.ts';
import { verifySignature } from './signature.ts';

const ca = await testCa('signature');
const younger = await testCa('signature', 'mibun', 2);
const authCa = await testCa('authentication');
const roots = trustAnchors('signature', 'mibun', [ca.info.certificate.der, younger.info.certificate.der]);
const authRoots = trustAnchors('authentication', 'mibun', [authCa.info.certificate.der]);
const later = new Date('2028-01-01T00:00:00Z');

function failed(certificate: Uint8Array, at: Date = later, from = roots): readonly string[] {
  const { checks, ok } = verifyEndEntity({ certificate, roots: from, kind: 'signature', at });
  const names = checks.filter((check) => !check.ok).map(({ check }) => check);
  assert.equal(ok, names.length === 0);
  return names;
}

/** A certificate signed by the CA whatever its contents. */
async function signed(by: TestCa, tbs: Uint8Array): Promise<Uint8Array> {
  return assembleCertificate(tbs, by.info.algorithm, await by.sign(tbs));
}

test('VER-02 certificates of both generations verify against the pinned roots', async () => {
  for (const issuer of [ca, younger]) {
    const result = verifyEndEntity({
      certificate: await issue(issuer, requestFor(issuer, 'signature')),
      roots,
      kind: 'signature',
      at: later,
    });
    assert.deepEqual([result.ok, result.correct, result.inForce], [true, true, true]);
    assert.deepEqual(result.issuer?.keyIdentifier, issuer.info.keyIdentifier);
  }
});

test('VER-02 roots of SIG and AUTH cannot be pinned together', () => {
  const mixed = [ca.info.certificate.der, authCa.info.certificate.der];
  assert.throws(() => trustAnchors('signature', 'mibun', mixed), { code: 'mixed-roots' });
  assert.throws(() => trustAnchors('authentication', 'mibun', mixed), { code: 'mixed-roots' });
});

test('CA-04 a root of the test profile is never a root of the default one', async () => {
  const compatible = await testCa('signature', 'jpki-compatible');
  const der = [compatible.info.certificate.der];
  assert.throws(() => trustAnchors('signature', 'mibun', der), { code: 'mixed-roots' });
});

test('VER-02 a login certificate is no signature certificate, whatever roots are given', async () => {
  const login = await issue(authCa, requestFor(authCa, 'authentication'));
  assert.ok(failed(login).includes('signed-by-pinned-root'));
  assert.ok(failed(login, later, authRoots).includes('right-ca-for-kind'));
  const good = verifyEndEntity({ certificate: login, roots: authRoots, kind: 'authentication', at: later });
  assert.equal(good.ok, true);
});

test('VER-02 the same DN with another key is not the issuer', async () => {
  const forger = testKey('forger');
  const tbs = buildEndEntityTbs(requestFor(ca, 'signature'));
  const forged = assembleCertificate(tbs, 'sha256WithRSA', sign('sha256', tbs, forger.privateKey));
  assert.deepEqual(failed(forged), ['signed-by-pinned-root', 'root-in-force']);
});

test('VER-02 a leaf that is a CA is refused', async () => {
  const fields = readTbs(buildEndEntityTbs(requestFor(ca, 'signature')));
  const extensions = [...fields.extensions, basicConstraintsOfCa(undefined)];
  const tbs = encodeTbs({ ...fields, algorithm: 'sha256WithRSA', extensions });
  assert.deepEqual(failed(await signed(ca, tbs)), ['leaf-is-no-ca']);
});

test('VER-02 one changed octet anywhere is found', async () => {
  const der = await issue(ca, requestFor(ca, 'signature'));
  for (let index = 0; index < der.length; index += 7) {
    const changed = Uint8Array.from(der);
    changed[index] = (changed[index] ?? 0) ^ 0x01;
    assert.notDeepEqual(failed(changed), [], `octet ${index}`);
  }
});

test('VER-03 leaf and root are in force from notBefore through the last second of notAfter', async () => {
  const der = await issue(ca, requestFor(ca, 'signature'));
  assert.deepEqual(failed(der, new Date('2026-11-22T03:04:05.000Z')), []);
  assert.deepEqual(failed(der, new Date('2026-11-22T03:04:04.999Z')), ['leaf-in-force']);
  assert.deepEqual(failed(der, new Date('2031-02-17T14:59:59.999Z')), []);
  assert.deepEqual(failed(der, new Date('2031-02-17T15:00:00.000Z')), ['leaf-in-force']);
  assert.deepEqual(failed(der, new Date(CA_UNTIL.getTime() + 1000)), ['leaf-in-force', 'root-in-force']);
});

test('VER-07 an expired certificate is still cryptographically correct', async () => {
  const certificate = await issue(ca, requestFor(ca, 'signature'));
  const at = new Date('2033-01-01T00:00:00Z');
  const result = verifyEndEntity({ certificate, roots, kind: 'signature', at });
  assert.deepEqual([result.ok, result.correct, result.inForce], [false, true, false]);
});

test('VER-03 policy, key usage and purpose must be those of the kind', async () => {
  const fields = readTbs(buildEndEntityTbs(requestFor(ca, 'signature')));
  const login = readTbs(buildEndEntityTbs(requestFor(authCa, 'authentication'))).extensions;
  const borrowed = (id: string) => login.find((extension) => extension.oid === id) ?? assert.fail(id);
  const variants: readonly (readonly [string, string])[] = [
    [OID.certificatePolicies, 'policy'],
    [OID.keyUsage, 'key-usage'],
  ];
  for (const [id, check] of variants) {
    const extensions = fields.extensions.map((old) => (old.oid === id ? borrowed(id) : old));
    const tbs = encodeTbs({ ...fields, algorithm: 'sha256WithRSA', extensions });
    assert.deepEqual(failed(await signed(ca, tbs)), [check]);
  }
  const extensions = [...fields.extensions, borrowed(OID.extendedKeyUsage)];
  const tbs = encodeTbs({ ...fields, algorithm: 'sha256WithRSA', extensions });
  assert.deepEqual(failed(await signed(ca, tbs)), ['extended-key-usage']);
});

test('RFC 5280 §4.2 a critical extension nobody knows is refused', async () => {
  const fields = readTbs(buildEndEntityTbs(requestFor(ca, 'signature')));
  const strange = { oid: '2.5.29.99', critical: true, value: Uint8Array.of(5, 0) };
  const tbs = encodeTbs({
    ...fields,
    algorithm: 'sha256WithRSA',
    extensions: [...fields.extensions, strange],
  });
  assert.deepEqual(failed(await signed(ca, tbs)), ['critical-extensions-understood']);
});

test('octets that are no certificate fail the check readable and nothing throws', () => {
  for (const octets of [new Uint8Array(0), Uint8Array.of(0x30, 0x80), new Uint8Array(5000).fill(0x30)]) {
    assert.deepEqual(failed(octets), ['readable']);
  }
});

test('VER-02 an RSA signature over any other encoding of the digest is refused', () => {
  const { spki, privateKey } = testKey('holder');
  const message = new TextEncoder().encode('申請書');
  const digest = createHash('sha256').update(message).digest();
  const signPayload = (payload: Uint8Array) =>
    privateEncrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, payload);
  const exact = sign('sha256', message, privateKey);
  assert.equal(verifySignature(spki, 'sha256WithRSA', message, exact), true);
  const withoutNull = sequence(sequence(oid(OID.sha256)), octetString(digest));
  const wrongHash = sequence(sequence(oid(OID.sha1)), octetString(digest));
  for (const payload of [digest, withoutNull, wrongHash]) {
    assert.equal(verifySignature(spki, 'sha256WithRSA', message, signPayload(payload)), false);
  }
  assert.equal(verifySignature(spki, 'sha256WithRSA', message, exact.subarray(1)), false);
  assert.equal(verifySignature(spki, 'sha384WithECDSA', message, exact), false);
  assert.equal(verifySignature(new Uint8Array(3), 'sha256WithRSA', message, exact), false);
});

test('a certificate that was issued before its CA existed is not in force then', async () => {
  const der = await issue(ca, requestFor(ca, 'signature', { notBefore: new Date('2025-01-01T00:00:00Z') }));
  assert.deepEqual(failed(der, new Date('2025-06-01T00:00:00Z')), ['root-in-force']);
  assert.deepEqual(failed(der, ISSUED), []);
});

test('CA-03 who has pinned one generation verifies what another has issued, by link certificates alone', async () => {
  const [old, young] = [await testCa('signature'), await testCa('signature', 'mibun', 2)];
  const life = { notBefore: new Date('2026-02-01T00:00:00Z'), notAfter: new Date('2033-01-01T00:00:00Z') };
  const link = (issuer: TestCa, subject: TestCa, change = {}) =>
    createLinkCertificate({
      issuer: issuer.info,
      subject: subject.info,
      serial: newSerial(random),
      sign: issuer.sign,
      ...life,
      ...change,
    });
  const at = new Date('2027-01-01T00:00:00Z');
  for (const [pinned, issuing] of [
    [old, young],
    [young, old],
  ] as const) {
    const certificate = await issue(issuing, requestFor(issuing, 'signature'));
    const roots = trustAnchors('signature', 'mibun', [pinned.info.certificate.der]);
    const failed = (links: readonly Uint8Array[], when = at) =>
      verifyEndEntity({ certificate, roots, kind: 'signature', at: when, links })
        .checks.filter(({ ok }) => !ok)
        .map(({ check }) => check);
    const right = await link(pinned, issuing);
    const notPinned = ['issuer-is-pinned', 'signed-by-pinned-root', 'root-in-force'];
    assert.deepEqual(failed([right]), []);
    assert.deepEqual(failed([Uint8Array.of(5, 0), await link(issuing, pinned), right]), []);
    assert.deepEqual(failed([]), notPinned);
    assert.deepEqual(failed([await link(issuing, pinned)]), notPinned, 'the other way round');
    assert.deepEqual(failed([issuing.info.certificate.der]), notPinned, 'its own word');
    assert.deepEqual(failed([right], new Date('2034-01-01T00:00:00Z')).slice(0, 2), notPinned.slice(0, 2));
    const other = await testCa('authentication');
    const otherNext = await testCa('authentication', 'mibun', 2);
    assert.deepEqual(failed([await link(other, otherNext)]), notPinned, 'of another CA');
  }
});
