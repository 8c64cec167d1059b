// A general ASN.1 library reads what our encoder wrote, and agrees with every field: 10,000 residents of all kinds.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import {
  assembleCertificate,
  buildEndEntityTbs,
  type CertifiedPerson,
  type EndEntityKind,
  type EndEntityRequest,
  newSerial,
  type ProfileId,
  profileOf,
} from '@mibun/pki';
import { repeatable, requestFor, type TestCa, testCa } from '@mibun/pki/testing/fixtures';
import { residents } from '@mibun/pki/testing/residents';
import * as asn1js from 'asn1js';
import fc from 'fast-check';
import * as pkijs from 'pkijs';

/** A signature certificate is about its holder, an authentication certificate about nobody. */
const HOW_MANY = { signature: 5_000, authentication: 500 } as const;
let seed = 20_261_122;
const OID = {
  authorityKeyIdentifier: '2.5.29.35',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  extendedKeyUsage: '2.5.29.37',
  policies: '2.5.29.32',
  subjectAltName: '2.5.29.17',
  crl: '2.5.29.31',
  access: '1.3.6.1.5.5.7.1.1',
} as const;
const ERA_FIRST_DAYS = ['1868-01-25', '1912-07-30', '1926-12-25', '1989-01-08', '2019-05-01'];
const random = repeatable('pkijs');

for (const profile of ['mibun', 'jpki-compatible'] as const) {
  for (const kind of ['signature', 'authentication'] as const) {
    test(`${profile}, ${kind}: pkijs agrees with every field of ${HOW_MANY[kind]} certificates`, async () => {
      const ca = await testCa(kind, profile);
      // The signature is not looked at here, so one of the right length will do.
      const signature = new Uint8Array(256).fill(0x5a);
      const people = fc.sample(residents, { numRuns: HOW_MANY[kind], seed: seed++ });
      for (const [index, person] of people.entries()) {
        const request = requestOf(ca, kind, person, index);
        const der = assembleCertificate(buildEndEntityTbs(request), ca.info.algorithm, signature);
        agree(pkijs.Certificate.fromBER(Uint8Array.from(der).buffer), request, profile, signature);
      }
    });
  }
}

function requestOf(
  ca: TestCa,
  kind: EndEntityKind,
  person: CertifiedPerson,
  index: number,
): EndEntityRequest {
  const day = new Date(Date.UTC(2026 + (index % 9), index % 12, 1 + (index % 28), 14, 59, 59));
  return requestFor(ca, kind, {
    serial: newSerial(random),
    notBefore: new Date(
      Date.UTC(2026, 1 + (index % 9), 1 + (index % 28), index % 24, index % 60, index % 59),
    ),
    notAfter: day,
    subject: {
      commonName: createHash('sha256').update(String(index)).digest('hex').slice(0, 20).toUpperCase(),
      prefecture: [...person.address].slice(0, 4).join('') || '見本県',
      municipality: [...person.name].slice(0, 12).join(''),
      organisation: '見本市',
    },
    ...(kind === 'signature' && { person }),
  });
}

function agree(
  found: pkijs.Certificate,
  request: EndEntityRequest,
  profileId: ProfileId,
  signature: Uint8Array,
): void {
  const profile = profileOf(profileId);
  const expected = profile.endEntity[request.kind];
  assert.equal(found.version, 2);
  assert.deepEqual(octets(found.serialNumber.valueBlock.valueHexView), octets(request.serial as Uint8Array));
  assert.equal(found.signature.algorithmId, '1.2.840.113549.1.1.11');
  assert.equal(found.signatureAlgorithm.algorithmId, '1.2.840.113549.1.1.11');
  assert.deepEqual(octets(found.issuer.toSchema().toBER()), octets(request.issuer.name));
  assert.equal(found.notBefore.value.getTime(), Math.floor(request.notBefore.getTime() / 1_000) * 1_000);
  assert.equal(found.notAfter.value.getTime(), request.notAfter.getTime());
  assert.deepEqual(octets(found.subjectPublicKeyInfo.toSchema().toBER()), octets(request.publicKey));
  assert.deepEqual(octets(found.signatureValue.valueBlock.valueHexView), octets(signature));

  const { prefecture, municipality, commonName } = request.subject;
  const parts = { country: ['2.5.4.6', profile.names.country], prefecture: ['2.5.4.7', prefecture] } as const;
  const more = { municipality: ['2.5.4.7', municipality], commonName: ['2.5.4.3', commonName] } as const;
  const names: Readonly<Record<string, readonly [string, string | undefined]>> = { ...parts, ...more };
  assert.deepEqual(
    found.subject.typesAndValues.map(({ type, value }) => [type, value.valueBlock.value]),
    expected.subject.map((part) => [...(names[part] ?? [])]),
  );

  const extensions = new Map((found.extensions ?? []).map((extension) => [extension.extnID, extension]));
  const wanted = Object.values(OID).filter((id) => {
    if (id === OID.subjectAltName) return expected.person;
    return id !== OID.extendedKeyUsage || expected.extendedKeyUsage !== undefined;
  });
  for (const id of wanted) assert.ok(extensions.has(id), `no extension ${id}`);
  for (const [id, { critical }] of extensions) assert.equal(critical, id === OID.keyUsage, id);
  const value = <T>(id: string): T => extensions.get(id)?.parsedValue as T;

  const { urls } = request;
  assert.deepEqual(
    octets(
      value<pkijs.AuthorityKeyIdentifier>(OID.authorityKeyIdentifier).keyIdentifier?.valueBlock.valueHexView,
    ),
    octets(request.issuer.keyIdentifier),
  );
  const keyBits = found.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView;
  const keyIdentifier = value<asn1js.OctetString>(OID.subjectKeyIdentifier).valueBlock.valueHexView;
  assert.deepEqual(octets(keyIdentifier), createHash('sha1').update(keyBits).digest());
  const usage = value<asn1js.BitString>(OID.keyUsage).valueBlock.valueHexView[0];
  assert.equal(usage, request.kind === 'signature' ? 0xc0 : 0x80);
  if (request.kind === 'authentication') {
    const usages = value<pkijs.ExtKeyUsage>(OID.extendedKeyUsage).keyPurposes;
    assert.deepEqual(usages, ['1.3.6.1.5.5.7.3.2']);
  }
  const [policy, ...otherPolicies] = value<pkijs.CertificatePolicies>(OID.policies).certificatePolicies;
  assert.equal(otherPolicies.length, 0);
  assert.deepEqual(
    policy?.policyQualifiers?.map(({ qualifier }) => qualifier.valueBlock.value),
    [urls.cps],
  );
  const [point] = value<pkijs.CRLDistributionPoints>(OID.crl).distributionPoints;
  const pointNames = (point?.distributionPoint ?? []) as readonly pkijs.GeneralName[];
  assert.equal(pointNames.find(({ type }) => type === 6)?.value, urls.crl);
  const access = value<pkijs.InfoAccess>(OID.access).accessDescriptions;
  assert.deepEqual(
    access.map(({ accessMethod, accessLocation }) => [accessMethod, accessLocation.value]),
    [
      ['1.3.6.1.5.5.7.48.1', urls.ocsp],
      ['1.3.6.1.5.5.7.48.2', urls.caIssuers],
    ],
  );
  if (!request.person) {
    assert.ok(!extensions.has(OID.subjectAltName));
    return;
  }
  assert.deepEqual(
    otherNames(value<pkijs.AltName>(OID.subjectAltName)),
    personAsWritten(request.person, profileId),
  );
}

/** domain.md §6.3: the six otherNames in the order 1, 4, 3, 5, 2, 6. */
function personAsWritten(
  person: CertifiedPerson,
  profileId: ProfileId,
): readonly (readonly [string, string])[] {
  const oids = profileOf(profileId).personOids;
  const era = ERA_FIRST_DAYS.filter((first) => person.birthDate >= first).length;
  return [
    [oids.name, person.name],
    [oids.birthDate, `${era}${person.birthDate.replaceAll('-', '')}`],
    [oids.sex, person.sex],
    [oids.address, person.address],
    [oids.nameFlags, person.nameFlags],
    [oids.addressFlags, person.addressFlags],
  ];
}

function otherNames({ altNames }: pkijs.AltName): readonly (readonly [string, string])[] {
  return altNames.map(({ type, value }) => {
    assert.equal(type, 0);
    const [oid, tagged] = (value as asn1js.Constructed).valueBlock.value as [
      asn1js.ObjectIdentifier,
      asn1js.Constructed,
    ];
    const [text] = tagged.valueBlock.value;
    assert.ok(text instanceof asn1js.Utf8String);
    return [oid.valueBlock.toString(), text.valueBlock.value];
  });
}

function octets(bytes: ArrayBuffer | Uint8Array | undefined): Buffer {
  if (bytes === undefined) throw new TypeError('a value is missing');
  return bytes instanceof Uint8Array ? Buffer.from(bytes) : Buffer.from(new Uint8Array(bytes));
}
