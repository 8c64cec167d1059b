import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as asn1js from 'asn1js';
import fc from 'fast-check';
import * as pkijs from 'pkijs';
import { issue, PERSON, requestFor, testCa, testKey } from '../../testing/fixtures.ts';
import { residents } from '../../testing/residents.ts';
import { readCertificate } from '../certificate/read.ts';
import { PkiError } from '../errors.ts';
import { lintTbs } from '../lint/lint.ts';
import { OID } from '../oids.ts';
import { type CaKind, type EndEntityKind, PROFILES, type ProfileId } from '../profiles/index.ts';
import { assembleCertificate } from './assemble.ts';
import { buildEndEntityTbs } from './end-entity.ts';

const ISSUERS: Readonly<Record<EndEntityKind, CaKind>> = {
  signature: 'signature',
  authentication: 'authentication',
  seal: 'institution',
  'time-stamp': 'institution',
  ocsp: 'signature',
};
const KINDS = Object.keys(ISSUERS) as readonly EndEntityKind[];
const PROFILE_IDS = Object.keys(PROFILES) as readonly ProfileId[];

for (const profile of PROFILE_IDS) {
  for (const generation of [1, 2]) {
    test(`pki.md §2 ${profile} generation ${generation}: every kind passes all lints and begins 30 82`, async () => {
      for (const kind of KINDS) {
        const ca = await testCa(ISSUERS[kind], profile, generation);
        const request = requestFor(ca, kind);
        const tbs = buildEndEntityTbs(request);
        assert.deepEqual(lintTbs(tbs, { profile, kind, issuer: ca.info }), [], kind);
        const der = await issue(ca, request);
        assert.deepEqual([der[0], der[1]], [0x30, 0x82]);
        assert.equal(der.length, 4 + (der[2] ?? 0) * 256 + (der[3] ?? 0));
      }
    });
  }
}

test('pki.md §3 the same request gives the same to-be-signed octets', async () => {
  const request = requestFor(await testCa('signature'), 'signature');
  assert.deepEqual(buildEndEntityTbs(request), buildEndEntityTbs(request));
});

test('domain.md §6.3 the six otherNames stand in the order 1, 4, 3, 5, 2, 6 with the public values', async () => {
  const ca = await testCa('signature', 'jpki-compatible');
  const { otherNames, person, subject } = readCertificate(await issue(ca, requestFor(ca, 'signature')));
  assert.deepEqual(
    otherNames.map(({ oid }) => oid),
    [1, 4, 3, 5, 2, 6].map((number) => `1.2.392.200149.8.5.5.${number}`),
  );
  assert.equal(otherNames[1]?.value, '319800217');
  assert.deepEqual(person, PERSON);
  assert.equal(subject, 'C=JP, L=見本県, L=見本市, CN=7F3K9Q2M8X5T1V6B4N');
});

test('pki.md §2 an authentication certificate carries no personal data', async () => {
  const ca = await testCa('authentication');
  const certificate = readCertificate(await issue(ca, requestFor(ca, 'authentication')));
  assert.equal(certificate.subject, 'C=JP, CN=7F3K9Q2M8X5T1V6B4N');
  assert.equal(certificate.person, undefined);
  assert.deepEqual(certificate.otherNames, []);
  assert.deepEqual(certificate.keyUsage, ['digitalSignature']);
  assert.deepEqual(certificate.extendedKeyUsage, ['clientAuth']);
  const refused = { code: 'profile-violation' };
  assert.throws(() => buildEndEntityTbs(requestFor(ca, 'authentication', { person: PERSON })), refused);
});

test('pki.md §2 a signature certificate without a person or a municipality cannot be built', async () => {
  const ca = await testCa('signature');
  const { person: _, ...nobody } = requestFor(ca, 'signature');
  assert.throws(() => buildEndEntityTbs(nobody), { code: 'profile-violation' });
  const nowhere = requestFor(ca, 'signature', { subject: { commonName: 'X', prefecture: '見本県' } });
  assert.throws(() => buildEndEntityTbs(nowhere), { code: 'profile-violation' });
});

test('a certificate is not assembled with another algorithm than it announces, nor below 256 octets', async () => {
  const ca = await testCa('signature');
  const tbs = buildEndEntityTbs(requestFor(ca, 'signature'));
  const signature = await ca.sign(tbs);
  assert.throws(() => assembleCertificate(tbs, 'sha384WithECDSA', signature), { code: 'profile-violation' });
  assert.throws(() => assembleCertificate(Uint8Array.of(0x30, 0), 'sha256WithRSA', signature), PkiError);
});

test('residents with long addresses and rare characters read back as they were, also by pkijs', async () => {
  const ca = await testCa('signature');
  const expectation = { profile: 'mibun', kind: 'signature', issuer: ca.info } as const;
  const signature = await ca.sign(Uint8Array.of(1));
  fc.assert(
    fc.property(residents, (person) => {
      const tbs = buildEndEntityTbs(requestFor(ca, 'signature', { person }));
      assert.deepEqual(lintTbs(tbs, expectation), []);
      const der = assembleCertificate(tbs, 'sha256WithRSA', signature);
      assert.deepEqual([der[0], der[1]], [0x30, 0x82]);
      assert.deepEqual(readCertificate(der).person, person);
      const other = pkijs.Certificate.fromBER(Uint8Array.from(der).buffer);
      const names = other.extensions?.find(({ extnID }) => extnID === OID.subjectAltName)?.parsedValue;
      assert.ok(names instanceof pkijs.AltName);
      const texts = names.altNames.map(({ value }) => otherNameText(value));
      assert.equal(texts[0], person.name);
      assert.equal(texts[3], person.address);
    }),
    { numRuns: 40 },
  );
});

/** The text inside an otherName that pkijs leaves as an ASN.1 object. */
function otherNameText(value: asn1js.Constructed): string {
  const wrapper = value.valueBlock.value[1];
  assert.ok(wrapper instanceof asn1js.Constructed);
  const text = wrapper.valueBlock.value[0];
  assert.ok(text instanceof asn1js.Utf8String);
  return text.getValue();
}

test('pkijs reads the same certificate, and its signature', async () => {
  const ca = await testCa('signature', 'mibun', 2);
  const der = await issue(ca, requestFor(ca, 'signature'));
  const mine = readCertificate(der);
  const other = pkijs.Certificate.fromBER(Uint8Array.from(der).buffer);
  assert.equal(Buffer.from(other.serialNumber.valueBlock.valueHexView).toString('hex'), mine.serial);
  assert.deepEqual(other.notAfter.value, mine.notAfter);
  assert.deepEqual(
    other.extensions?.map(({ extnID }) => extnID),
    mine.extensions.map(({ oid }) => oid),
  );
  const root = pkijs.Certificate.fromBER(Uint8Array.from(ca.info.certificate.der).buffer);
  assert.equal(await other.verify(root), true);
});

test('chip.md §2.1 certificates for chips of the second generation hold EC keys', async () => {
  const ca = await testCa('authentication', 'mibun', 2);
  const request = requestFor(ca, 'authentication', { publicKey: testKey('holder', 'ec-p384').spki });
  const expectation = { profile: 'mibun', kind: 'authentication', issuer: ca.info } as const;
  assert.deepEqual(lintTbs(buildEndEntityTbs(request), expectation), []);
  assert.equal((await issue(ca, request))[1], 0x82);
});
