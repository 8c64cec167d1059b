import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CA_FROM, CA_UNTIL, issue, random, requestFor, testCa, testKey } from '../../testing/fixtures.ts';
import { caInfo } from '../certificate/authority.ts';
import { readCertificate } from '../certificate/read.ts';
import { CA_KINDS } from '../profiles/index.ts';
import { newSerial } from '../serial.ts';
import { keySpecOf } from '../spki.ts';
import { verifySignedBy } from '../verify/signature.ts';
import { type CaCertificateRequest, createCaCertificate, createLinkCertificate } from './ca-certificate.ts';

test('pki.md §1 every CA of both profiles is self-signed, may sign certificates and CRLs, and says what it is', async () => {
  for (const profile of ['mibun', 'jpki-compatible'] as const) {
    for (const kind of CA_KINDS) {
      const { info } = await testCa(kind, profile);
      const { certificate } = info;
      assert.deepEqual([info.kind, info.profile.id], [kind, profile]);
      assert.equal(verifySignedBy(certificate, certificate), true);
      assert.deepEqual(certificate.keyUsage, ['keyCertSign', 'cRLSign']);
      assert.match(certificate.subject, profile === 'mibun' ? /O=MIBUN,/ : /O=MIBUN-TEST,/);
      assert.deepEqual([certificate.der[0], certificate.der[1]], [0x30, 0x82]);
    }
  }
});

/**
 * Counts as some readers do: every CA certificate above another, also one that its own name has issued, against RFC 5280
 * §6.1.4 (l). What passes here passes everywhere. Leaf first, root last.
 */
function passesWhoeverCounts(path: readonly Uint8Array[]): boolean {
  return path.slice(1).every((der, between) => (readCertificate(der).pathLength ?? Infinity) >= between);
}

test('no CA limits the length of a path, so that link certificates lie on it for every reader (CA-02)', async () => {
  for (const profile of ['mibun', 'jpki-compatible'] as const) {
    for (const kind of CA_KINDS) {
      const [old, young] = [await testCa(kind, profile), await testCa(kind, profile, 2)];
      const link = (issuer: typeof old, subject: typeof old) =>
        createLinkCertificate({
          issuer: issuer.info,
          subject: subject.info,
          serial: newSerial(random),
          notBefore: CA_FROM,
          notAfter: CA_UNTIL,
          sign: issuer.sign,
        });
      const leaf = old.info.certificate.der; // stands for anything that is issued: a leaf is not counted
      for (const [issuer, subject] of [
        [old, young],
        [young, old],
      ] as const) {
        const path = [leaf, await link(issuer, subject), issuer.info.certificate.der];
        assert.ok(passesWhoeverCounts(path), `${profile} ${kind}`);
        assert.ok(passesWhoeverCounts([leaf, ...path.slice(1), ...path.slice(1)]), 'two links in a row');
      }
    }
  }
});

test('CA-03 generations share the DN and differ in the key', async () => {
  const [first, second] = [await testCa('signature'), await testCa('signature', 'mibun', 2)];
  assert.deepEqual(first.info.name, second.info.name);
  assert.notDeepEqual(first.info.keyIdentifier, second.info.keyIdentifier);
  assert.deepEqual([first.info.algorithm, second.info.algorithm], ['sha256WithRSA', 'sha384WithECDSA']);
});

test('pki.md §1 a key of another generation, a longer life or another signer is refused', async () => {
  const ca = await testCa('signature');
  const request: CaCertificateRequest = {
    kind: 'signature',
    generation: 1,
    publicKey: ca.key.spki,
    notBefore: CA_FROM,
    notAfter: CA_UNTIL,
    serial: newSerial(random),
    sign: ca.sign,
  };
  await createCaCertificate(request);
  await assert.rejects(createCaCertificate({ ...request, generation: 2 }), { code: 'profile-violation' });
  const tooLong = new Date('2036-01-02T00:00:00Z');
  await assert.rejects(createCaCertificate({ ...request, notAfter: tooLong }), { code: 'profile-violation' });
  const otherKey = testKey('somebody else').spki;
  await assert.rejects(createCaCertificate({ ...request, publicKey: otherKey }), {
    code: 'signature-mismatch',
  });
});

test('pki.md §1 generation 2 of every CA, the card-face CA too, has a P-384 key, and fifteen years at most', async () => {
  for (const profile of ['mibun', 'jpki-compatible'] as const) {
    for (const kind of CA_KINDS) {
      const ca = await testCa(kind, profile, 2, CA_FROM, 15);
      assert.equal(keySpecOf(ca.info.certificate.spki), 'ec-p384', `${profile} ${kind}`);
      assert.equal(ca.info.algorithm, 'sha384WithECDSA');
      await assert.rejects(testCa(kind, profile, 2, CA_FROM, 16), /at most 15 years/);
    }
  }
});

test('RFC 4210 §4.4 link certificates join two generations in both directions', async () => {
  const [old, young] = [await testCa('signature'), await testCa('signature', 'mibun', 2)];
  for (const [issuer, subject] of [
    [old, young],
    [young, old],
  ] as const) {
    const der = await createLinkCertificate({
      issuer: issuer.info,
      subject: subject.info,
      serial: newSerial(random),
      notBefore: CA_FROM,
      notAfter: CA_UNTIL,
      sign: issuer.sign,
    });
    const link = readCertificate(der);
    assert.equal(verifySignedBy(link, issuer.info.certificate), true);
    assert.deepEqual(link.spki, subject.key.spki);
    assert.deepEqual(link.subjectDer, link.issuerDer);
    assert.deepEqual(link.authorityKeyIdentifier, issuer.info.keyIdentifier);
  }
  const other = await testCa('authentication');
  const mixed = { issuer: old.info, subject: other.info, serial: 1n, notBefore: CA_FROM, notAfter: CA_UNTIL };
  await assert.rejects(createLinkCertificate({ ...mixed, sign: old.sign }), { code: 'profile-violation' });
});

test('an end-entity certificate is no CA', async () => {
  const ca = await testCa('signature');
  const der = await issue(ca, requestFor(ca, 'signature'));
  assert.throws(() => caInfo(der), { code: 'unknown-ca' });
});
