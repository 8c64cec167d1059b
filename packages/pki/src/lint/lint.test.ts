import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ISSUED, PERSON, requestFor, type TestCa, testCa, testKey } from '../../testing/fixtures.ts';
import type { Extension } from '../certificate/extensions.ts';
import { encodeExtension } from '../certificate/extensions.ts';
import { uriName } from '../certificate/general-names.ts';
import { readTbs } from '../certificate/tbs.ts';
import { DerReader } from '../der/read.ts';
import { generalizedTime, time } from '../der/time.ts';
import { bitString, explicit, implicit, integer, oid, sequence, utf8 } from '../der/write.ts';
import { buildEndEntityTbs } from '../issue/end-entity.ts';
import * as write from '../issue/extensions.ts';
import { encodeName } from '../names.ts';
import { OID } from '../oids.ts';
import { personOtherNames } from '../person.ts';
import { PROFILES } from '../profiles/index.ts';
import { LINTS, lintTbs } from './lint.ts';

/** Positions of the fields of a TBSCertificate as this package writes it. */
const FIELD = {
  version: 0,
  serial: 1,
  algorithm: 2,
  issuer: 3,
  validity: 4,
  subject: 5,
  key: 6,
  extensions: 7,
};

function replaceField(tbs: Uint8Array, index: number, ...replacement: Uint8Array[]): Uint8Array {
  const fields = [...DerReader.sequence(tbs)].map(({ raw }) => raw);
  return sequence(...fields.toSpliced(index, 1, ...replacement));
}

function changeExtensions(tbs: Uint8Array, change: (list: Extension[]) => readonly Extension[]): Uint8Array {
  const list = change([...readTbs(tbs).extensions]);
  return replaceField(tbs, FIELD.extensions, explicit(3, sequence(...list.map(encodeExtension))));
}

function swap(tbs: Uint8Array, extension: Extension): Uint8Array {
  return changeExtensions(tbs, (list) => list.map((old) => (old.oid === extension.oid ? extension : old)));
}

function subject(tbs: Uint8Array, ...commonNames: string[]): Uint8Array {
  const places = ['見本県', '見本市'].map((value) => ({ type: 'L' as const, value }));
  const names = commonNames.map((value) => ({ type: 'CN' as const, value }));
  return replaceField(tbs, FIELD.subject, encodeName([{ type: 'C', value: 'JP' }, ...places, ...names]));
}

function withPerson(ca: TestCa, change: Partial<typeof PERSON>): Uint8Array {
  return buildEndEntityTbs(requestFor(ca, 'signature', { person: { ...PERSON, ...change } }));
}

function until(ca: TestCa, notAfter: string): Uint8Array {
  return buildEndEntityTbs(requestFor(ca, 'signature', { notAfter: new Date(notAfter) }));
}

const ca = await testCa('signature');
const authCa = await testCa('authentication');
const good = buildEndEntityTbs(requestFor(ca, 'signature'));
const oids = PROFILES.mibun.personOids;
const altName = (...names: Uint8Array[]): Extension => ({
  oid: OID.subjectAltName,
  critical: false,
  value: sequence(...names),
});

const p384 = testKey('holder', 'ec-p384').spki;
const ca2 = await testCa('signature', 'mibun', 2, new Date('2026-11-01T00:00:00Z'), 15);

/** For every lint, signature certificates that are wrong in the one way it looks for. */
const BROKEN: Readonly<Record<string, readonly Uint8Array[]>> = {
  'version-3': [
    // other versions have no extensions (RFC 5280 §4.1.2.9)
    replaceField(replaceField(good, FIELD.extensions), FIELD.version),
    replaceField(replaceField(good, FIELD.extensions), FIELD.version, explicit(0, integer(1))),
  ],
  'serial-64-bits': [replaceField(good, FIELD.serial, integer(0x7fffffff))],
  'algorithm-of-issuer': [replaceField(good, FIELD.algorithm, sequence(oid(OID.ecdsaWithSha384)))],
  'issuer-name': [replaceField(good, FIELD.issuer, authCa.info.name)],
  'no-unique-identifiers': [
    replaceField(good, FIELD.key, testKey('holder').spki, implicit(2, Uint8Array.of(0, 1))),
  ],
  'key-type': [replaceField(good, FIELD.key, sequence(sequence(oid('1.2.3')), bitString(Uint8Array.of(1))))],
  'two-octet-length': [withPerson(ca, { address: '番'.repeat(22_000), addressFlags: '0'.repeat(22_000) })],
  'validity-encoding': [
    replaceField(
      good,
      FIELD.validity,
      sequence(time(ISSUED), generalizedTime(new Date('2031-02-17T14:59:59Z'))),
    ),
  ],
  'validity-order': [until(ca, '2026-11-21T14:59:59Z')],
  'validity-length': [until(ca, '2031-11-25T14:59:59Z')],
  'validity-ends-with-day': [until(ca, '2031-02-17T15:00:00Z')],
  'validity-within-issuer': [until(ca, '2036-02-17T14:59:59Z')],
  'subject-layout': [subject(good), subject(good, 'a', 'b')],
  'subject-lengths': [subject(good, ''), subject(good, 'x'.repeat(65))],
  'printable-text': [
    withPerson(ca, { name: '見本\u202e花子' }),
    subject(good, 'a\u0000b'),
    withPerson(ca, { name: '見\u{e0101}本　花' }),
  ],
  'no-mail-address': [
    replaceField(good, FIELD.subject, encodeName([{ type: 'emailAddress', value: 'a@example.jp' }])),
    swap(good, altName(implicit(1, new TextEncoder().encode('a@example.jp')))),
  ],
  'no-individual-number': [subject(good, '123456789018'), subject(good, '１２３４５６７８９０１８')],
  'readable-oids': [
    swap(good, write.certificatePolicies('2.999.268435456', 'http://a/')),
    swap(good, write.certificatePolicies('2.25.159896763428442056582374392474873311059.1.1', 'http://a/')),
    changeExtensions(good, (list) => [
      ...list,
      { oid: '2.268435456.1', critical: false, value: Uint8Array.of(5, 0) },
    ]),
  ],
  'extension-set': [
    changeExtensions(good, (list) => list.toReversed()),
    changeExtensions(good, (list) => list.slice(1)),
    changeExtensions(good, (list) => [...list, write.ocspNoCheck()]),
  ],
  'extension-criticality': [
    swap(good, { ...write.keyUsage(['digitalSignature', 'nonRepudiation']), critical: false }),
    swap(good, {
      ...write.certificatePolicies(PROFILES.mibun.endEntity.signature.policy, 'http://a/'),
      critical: true,
    }),
  ],
  'not-a-ca': [
    changeExtensions(good, (list) => [...list, write.basicConstraintsOfCa(undefined)]),
    swap(good, write.keyUsage(['digitalSignature', 'keyCertSign'])),
  ],
  'key-usage': [swap(good, write.keyUsage(['digitalSignature']))],
  'extended-key-usage': [
    changeExtensions(good, (list) => [...list, write.extendedKeyUsage(['timeStamping'], false)]),
  ],
  'no-client-auth-from-signature-ca': [
    changeExtensions(good, (list) => [...list, write.extendedKeyUsage(['clientAuth'], false)]),
  ],
  policy: [
    swap(good, write.certificatePolicies(PROFILES.mibun.endEntity.authentication.policy, 'http://a/')),
  ],
  'cps-url': [swap(good, write.certificatePolicies(PROFILES.mibun.endEntity.signature.policy, 'not a url'))],
  'authority-key-identifier': [swap(good, write.authorityKeyIdentifier(authCa.info.keyIdentifier))],
  'subject-key-identifier': [swap(good, write.subjectKeyIdentifier(new Uint8Array(20)))],
  'status-locations': [swap(good, write.authorityInfoAccess('ldap://a/', 'http://b/'))],
  'person-complete': [
    changeExtensions(good, (list) => list.filter((extension) => extension.oid !== OID.subjectAltName)),
    swap(good, altName(...personOtherNames(PERSON, oids).toReversed())),
    swap(good, altName(...personOtherNames(PERSON, oids), uriName('http://a/'))),
  ],
  'person-values': [
    withPerson(ca, { address: '番'.repeat(201), addressFlags: '0'.repeat(201) }),
    withPerson(ca, { address: '', addressFlags: '' }),
    withPerson(ca, { name: '　', nameFlags: '0' }),
  ],
  'birth-date': [
    withPerson(ca, { birthDate: '1980-02-30' }),
    withPerson(ca, { birthDate: '2026-11-23' }),
    withPerson(ca, { birthDate: '80-2-17' }),
  ],
  'substitute-flags': [
    withPerson(ca, { nameFlags: '1000' }),
    withPerson(ca, { addressFlags: '2'.repeat(15) }),
  ],
};

/** Lints that a signature certificate cannot break, with a test of their own below. */
const ELSEWHERE = ['issuer-kind', 'no-personal-data'];

test('every lint has a certificate that breaks it', () => {
  const proven = [...Object.keys(BROKEN), ...ELSEWHERE].toSorted();
  assert.deepEqual(LINTS.map(({ id }) => id).toSorted(), proven);
});

const expectation = { profile: 'mibun', kind: 'signature', issuer: ca.info } as const;

test('a good certificate breaks no lint', () => {
  assert.deepEqual(lintTbs(good, expectation), []);
});

for (const [id, broken] of Object.entries(BROKEN)) {
  test(`lint ${id} (${LINTS.find((lint) => lint.id === id)?.rule})`, () => {
    for (const [index, tbs] of broken.entries()) {
      const findings = lintTbs(tbs, expectation);
      assert.ok(
        findings.some((finding) => finding.id === id),
        `case ${index}: ${JSON.stringify(findings)}`,
      );
    }
  });
}

test('lint issuer-kind (pki.md §1): each CA issues its own kind and profile alone', async () => {
  const compatible = await testCa('signature', 'jpki-compatible');
  const wrong = [
    lintTbs(buildEndEntityTbs(requestFor(authCa, 'signature')), { ...expectation, issuer: authCa.info }),
    lintTbs(good, { ...expectation, issuer: compatible.info }),
  ];
  for (const findings of wrong) assert.ok(findings.some(({ id }) => id === 'issuer-kind'));
});

test('lint no-personal-data (pki.md §2): a name in an authentication certificate stops the issue', () => {
  const tbs = buildEndEntityTbs(requestFor(authCa, 'authentication'));
  const named = changeExtensions(tbs, (list) => [...list, write.personAltName(PERSON, oids)]);
  const findings = lintTbs(named, { profile: 'mibun', kind: 'authentication', issuer: authCa.info });
  assert.ok(findings.some(({ id }) => id === 'no-personal-data'));
});

test('lint validity-length (chip.md §7): keys of generation 2 are certified for ten years, others for five', () => {
  const findings = (publicKey: Uint8Array, notAfter: string) => {
    const request = requestFor(ca2, 'signature', { publicKey, notAfter: new Date(notAfter) });
    return lintTbs(buildEndEntityTbs(request), { ...expectation, issuer: ca2.info }).map(({ id }) => id);
  };
  assert.deepEqual(findings(p384, '2036-11-22T14:59:59Z'), []);
  assert.deepEqual(findings(p384, '2036-11-26T14:59:59Z'), ['validity-length']);
  assert.deepEqual(findings(testKey('holder').spki, '2036-11-22T14:59:59Z'), ['validity-length']);
});

test('octets that are no certificate are the finding readable', () => {
  for (const octets of [new Uint8Array(0), good.subarray(0, 100), utf8('x')]) {
    assert.deepEqual(
      lintTbs(octets, expectation).map(({ id }) => id),
      ['readable'],
    );
  }
});
