// Certificates that are not quite X.509: each is refused when it is read, so that no check behind can pass it over.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { edit, longer, withLongLength, withOctet } from '../../testing/edit.ts';
import {
  cn,
  fullName,
  NOTHING,
  name,
  pair,
  point,
  policy,
  raw,
  sound,
  TBS,
  tbs,
  time,
  url,
  withExtension,
  without,
} from '../../testing/odd.ts';
import { TAG } from '../der/tags.ts';
import {
  boolean,
  element,
  explicit,
  ia5,
  implicit,
  integer,
  namedBits,
  nullValue,
  octetString,
  oid,
  printable,
  retag,
  sequence,
  setOf,
  utf8,
} from '../der/write.ts';
import { encodeName } from '../names.ts';
import { OID } from '../oids.ts';
import { readCertificate } from './read.ts';

const ODD: Readonly<Record<string, readonly Uint8Array[]>> = {
  'octets behind the certificate': [Buffer.concat([sound, raw(0)]), Buffer.concat([sound, sound])],
  'an element behind the signature': [longer(sound, nullValue())],
  'an element behind the extensions': [edit(sound, [0], (one) => longer(one, nullValue()))],
  'an element behind the list of extensions': [tbs(TBS.extensions, (one) => longer(one, nullValue()))],
  'an element behind an extension': [tbs(TBS.extensions, (one) => longer(one, nullValue()), 0, 0)],
  'an element behind the version': [tbs(TBS.version, (one) => longer(one, integer(2)))],
  'an element behind the validity': [
    tbs(TBS.validity, (one) => longer(one, time(TAG.utcTime, '300101000000Z'))),
  ],
  'an element behind the key': [tbs(TBS.key, (one) => longer(one, nullValue()))],
  'a second element of parameters': [
    edit(
      tbs(TBS.algorithm, (one) => longer(one, nullValue())),
      [1],
      (one) => longer(one, nullValue()),
    ),
  ],
  'an algorithm without an OID': [
    edit(
      tbs(TBS.algorithm, () => sequence()),
      [1],
      () => sequence(),
    ),
  ],
  'two different algorithms': [tbs(TBS.algorithm, () => sequence(oid(OID.ecdsaWithSha384)))],
  'a version that there is not': [
    tbs(TBS.version, () => explicit(0, integer(3))),
    tbs(TBS.version, () => explicit(0, integer(-1))),
    tbs(TBS.version, () => explicit(0, integer(2n ** 40n))),
  ],
  'version 1 written out': [tbs(TBS.version, () => explicit(0, integer(0)))],
  'version 1 or 2 with extensions': [
    tbs(TBS.version, () => NOTHING),
    tbs(TBS.version, () => explicit(0, integer(1))),
  ],
  'version 1 with a unique identifier': [
    edit(without(sound, TBS.extensions), [0], (one) =>
      longer(
        edit(one, [0], () => NOTHING),
        raw(0x81, 2, 0, 0xff),
      ),
    ),
  ],
  'a unique identifier with wrong unused bits': [
    tbs(TBS.extensions, (one) => [raw(0x81, 2, 9, 0xff), one]),
    tbs(TBS.extensions, (one) => [raw(0x81, 2, 1, 0xff), one]),
    tbs(TBS.extensions, (one) => [raw(0x81, 0), one]),
  ],
  'a serial of zero, below it, or not minimal': [
    tbs(TBS.serial, () => integer(0)),
    tbs(TBS.serial, () => integer(-1)),
    tbs(TBS.serial, () => raw(2, 2, 0, 0x7f)),
    tbs(TBS.serial, () => raw(2, 2, 0xff, 0x80)),
    tbs(TBS.serial, () => raw(2, 0)),
  ],
  'a serial of more than 20 octets': [
    tbs(TBS.serial, () => integer(1n << 160n)),
    tbs(TBS.serial, () => integer((1n << 160n) - 1n)),
  ],
  'a serial of another type': [tbs(TBS.serial, (one) => retag(TAG.enumerated, one))],
  'an issuer without a name': [tbs(TBS.issuer, () => sequence())],
  'a subject without a name anywhere': [tbs(TBS.subject, () => sequence())],
  'an empty RDN': [tbs(TBS.subject, () => name(raw(0x31, 0)))],
  'an RDN out of order, or with one attribute twice': [
    tbs(TBS.subject, () =>
      name(element(TAG.set, pair(OID.organization, utf8('a')), pair(OID.commonName, utf8('b')))),
    ),
    tbs(TBS.subject, () =>
      name(element(TAG.set, pair(OID.commonName, utf8('b')), pair(OID.commonName, utf8('b')))),
    ),
  ],
  'a text that is none of its type': [
    tbs(TBS.subject, () => cn(element(TAG.printableString, new TextEncoder().encode('a@b')))),
    tbs(TBS.subject, () => cn(element(TAG.printableString, raw(0xe3, 0x81)))),
    tbs(TBS.subject, () => cn(element(TAG.ia5String, raw(0x80)))),
    tbs(TBS.subject, () => cn(element(TAG.utf8String, raw(0xc0, 0x80)))),
    tbs(TBS.subject, () => cn(element(TAG.utf8String, raw(0xed, 0xa0, 0x80)))),
    tbs(TBS.subject, () => cn(element(TAG.bmpString, raw(0xd8, 0x00)))),
    tbs(TBS.subject, () => cn(element(TAG.bmpString, raw(0x30)))),
    tbs(TBS.subject, () => cn(octetString(raw(0x41)))),
    tbs(TBS.subject, () => cn(integer(5))),
  ],
  'an attribute with a second value': [
    tbs(TBS.subject, () => name(element(TAG.set, sequence(oid(OID.commonName), utf8('a'), utf8('b'))))),
  ],
  'a time in another form': [
    ...[
      '2601010000Z',
      '260101000000',
      '260101000000+0900',
      '260101000060Z',
      '261301000000Z',
      '260230000000Z',
    ].map((text) => tbs(TBS.validity, () => time(TAG.utcTime, text), 0)),
    ...['20260101000000', '20260101000000.5Z', '202601010000Z', '20260101240000Z', '20260101000000+0000'].map(
      (text) => tbs(TBS.validity, () => time(TAG.generalizedTime, text), 0),
    ),
    tbs(TBS.validity, () => time(TAG.ia5String, '260101000000Z'), 1),
    tbs(TBS.validity, () => NOTHING, 1),
  ],
  'a length that is not minimal, or indefinite': [
    withLongLength(sound, 3),
    tbs(TBS.serial, (one) => withLongLength(one, 1)),
    tbs(TBS.validity, (one) => withLongLength(one, 2)),
    tbs(TBS.serial, (one) => withOctet(one, 1, 0x80)),
    withOctet(sound, 1, 0x80),
  ],
  'a signature with unused bits, or of another type': [
    edit(sound, [2], (one) => withOctet(one, 4, 1)),
    edit(sound, [2], (one) => retag(TAG.octetString, one)),
    edit(sound, [2], () => NOTHING),
    edit(sound, [2], () => raw(3, 0)),
  ],
  'a key that is no SubjectPublicKeyInfo': [
    tbs(TBS.key, (one) => withOctet(one, 4, 1), 1),
    tbs(TBS.key, (one) => retag(TAG.octetString, one), 1),
    tbs(TBS.key, () => sequence(oid(OID.rsaEncryption), sequence()), 0),
    tbs(TBS.key, () => sequence(oid(OID.rsaEncryption), raw(5, 1, 0)), 0),
    tbs(TBS.key, () => sequence(oid(OID.rsaEncryption), nullValue(), nullValue()), 0),
    tbs(TBS.key, () => sequence(), 0),
  ],
  'an OID that is not minimal, empty or cut': [
    tbs(TBS.extensions, () => sequence(raw(6, 4, 0x55, 0x1d, 0x80, 0x0f), octetString(nullValue())), 0, 0),
    tbs(TBS.extensions, () => sequence(raw(6, 0), octetString(nullValue())), 0, 0),
    tbs(TBS.extensions, () => sequence(raw(6, 2, 0x55, 0x9d), octetString(nullValue())), 0, 0),
  ],
  'a boolean that is neither 00 nor FF, or the default written out': [
    tbs(TBS.extensions, () => sequence(oid('1.2.3'), raw(1, 1, 1), octetString(nullValue())), 0, 0),
    tbs(TBS.extensions, () => sequence(oid('1.2.3'), raw(1, 1, 0), octetString(nullValue())), 0, 0),
    tbs(TBS.extensions, () => sequence(oid('1.2.3'), raw(1, 2, 255, 255), octetString(nullValue())), 0, 0),
    tbs(TBS.extensions, () => sequence(oid('1.2.3'), raw(1, 0), octetString(nullValue())), 0, 0),
  ],
  'no extension in the list, or one twice': [
    tbs(TBS.extensions, () => sequence(), 0),
    tbs(TBS.extensions, () => NOTHING, 0),
    tbs(TBS.extensions, (one) => [one, one], 0, 0),
    tbs(TBS.extensions, (one) => setOf(one), 0),
  ],
  'an extension whose value goes on behind its end': [
    [OID.keyUsage, namedBits([0])],
    [OID.extendedKeyUsage, sequence(oid(OID.clientAuth))],
    [OID.basicConstraints, sequence()],
    [OID.certificatePolicies, sequence(policy())],
    [OID.subjectAltName, sequence(url('a'))],
    [OID.issuerAltName, sequence(url('a'))],
    [OID.subjectKeyIdentifier, octetString(raw(1))],
    [OID.authorityKeyIdentifier, sequence(implicit(0, raw(1)))],
    [OID.crlDistributionPoints, point(fullName)],
    [OID.authorityInfoAccess, sequence(sequence(oid(OID.ocspAccess), url('http://a/')))],
    [OID.ocspNoCheck, nullValue()],
  ].map(([id, value]) => withExtension(id as string, Buffer.concat([value as Uint8Array, nullValue()]))),
  'an extension of another type than it is': [
    OID.keyUsage,
    OID.extendedKeyUsage,
    OID.basicConstraints,
    OID.certificatePolicies,
    OID.subjectAltName,
    OID.issuerAltName,
    OID.subjectKeyIdentifier,
    OID.authorityKeyIdentifier,
    OID.crlDistributionPoints,
    OID.authorityInfoAccess,
    OID.ocspNoCheck,
  ].map((id) => withExtension(id, utf8('x'))),
  'an empty list where one element must be': [
    OID.extendedKeyUsage,
    OID.certificatePolicies,
    OID.subjectAltName,
    OID.issuerAltName,
    OID.crlDistributionPoints,
    OID.authorityInfoAccess,
  ].map((id) => withExtension(id, sequence())),
  'a key usage without a use, with trailing zeros, or of a bit that has no name': [
    withExtension(OID.keyUsage, raw(3, 1, 0)),
    withExtension(OID.keyUsage, raw(3, 2, 0, 0x80)),
    withExtension(OID.keyUsage, raw(3, 2, 5, 0xf0)),
    withExtension(OID.keyUsage, raw(3, 0)),
    withExtension(OID.keyUsage, namedBits([0, 9])),
    withExtension(OID.keyUsage, raw(3, 2, 8, 0x80)),
  ],
  'basic constraints with a default, a negative length, or a length of no CA': [
    withExtension(OID.basicConstraints, sequence(raw(1, 1, 0))),
    withExtension(OID.basicConstraints, sequence(boolean(true), integer(-1))),
    withExtension(OID.basicConstraints, sequence(integer(0))),
    withExtension(OID.basicConstraints, sequence(boolean(true), raw(2, 2, 0, 1))),
    withExtension(OID.basicConstraints, sequence(boolean(true), integer(0), integer(0))),
  ],
  'policies that repeat or go on': [
    withExtension(OID.certificatePolicies, sequence(policy(), policy())),
    withExtension(OID.certificatePolicies, sequence(policy(sequence()))),
    withExtension(
      OID.certificatePolicies,
      sequence(policy(sequence(sequence(oid(OID.cpsQualifier), utf8('u'))))),
    ),
    withExtension(
      OID.certificatePolicies,
      sequence(policy(sequence(sequence(oid(OID.cpsQualifier), ia5('u'), ia5('u'))))),
    ),
    withExtension(OID.certificatePolicies, sequence(policy(sequence(), sequence()))),
  ],
  'names of a choice that there is not, or with a wrong content': [
    withExtension(OID.subjectAltName, sequence(raw(0x89, 1, 0x41))),
    withExtension(OID.subjectAltName, sequence(raw(0x1e, 0))),
    withExtension(OID.subjectAltName, sequence(raw(0x87, 3, 1, 2, 3))),
    withExtension(OID.subjectAltName, sequence(raw(0x82, 1, 0xc3))),
    withExtension(OID.subjectAltName, sequence(raw(0x81, 1, 0xc3))),
    withExtension(OID.subjectAltName, sequence(raw(0x88, 1, 0x80))),
    withExtension(OID.subjectAltName, sequence(explicit(4, sequence(), sequence()))),
    withExtension(
      OID.subjectAltName,
      sequence(element(0xa0, oid('1.2.3'), explicit(0, utf8('a'), utf8('b')))),
    ),
    withExtension(OID.subjectAltName, sequence(element(0xa0, oid('1.2.3')))),
  ],
  'an authority key identifier with half a pair, or more': [
    withExtension(OID.authorityKeyIdentifier, sequence(raw(0x82, 1, 5))),
    withExtension(OID.authorityKeyIdentifier, sequence(element(0xa1, url('a')))),
    withExtension(OID.authorityKeyIdentifier, sequence(raw(0xa1, 0), raw(0x82, 1, 5))),
    withExtension(OID.authorityKeyIdentifier, sequence(implicit(0, raw(1)), raw(0x83, 1, 5))),
  ],
  'a distribution point that names nothing, or holds more': [
    withExtension(OID.crlDistributionPoints, point()),
    withExtension(OID.crlDistributionPoints, point(explicit(0))),
    withExtension(OID.crlDistributionPoints, point(explicit(0, raw(0xa0, 0)))),
    withExtension(OID.crlDistributionPoints, point(explicit(0, explicit(2, url('a'))))),
    withExtension(OID.crlDistributionPoints, point(raw(0x81, 2, 7, 0x80))),
    withExtension(OID.crlDistributionPoints, point(fullName, raw(0x83, 1, 0))),
  ],
};

test('the certificate from which the odd ones are made is read', () => {
  assert.equal(readCertificate(sound).version, 3);
  assert.deepEqual(
    edit(sound, [0, TBS.serial], (one) => one),
    sound,
  );
});

for (const [what, certificates] of Object.entries(ODD)) {
  test(`a certificate with ${what} is malformed`, () => {
    certificates.forEach((der, index) => {
      assert.throws(() => readCertificate(der), { code: 'certificate-malformed' }, `number ${index}`);
    });
  });
}

test('what the standards let others do is read', () => {
  const fine: Readonly<Record<string, Uint8Array>> = {
    'dates before 2050 as GeneralizedTime': tbs(
      TBS.validity,
      () => time(TAG.generalizedTime, '20260101000000Z'),
      0,
    ),
    'the longest serial': tbs(TBS.serial, () => integer((1n << 159n) - 1n)),
    'version 1 without extensions': without(without(sound, TBS.extensions), TBS.version),
    'an RDN of two attributes in order': tbs(TBS.subject, () =>
      name(element(TAG.set, pair(OID.commonName, utf8('b')), pair(OID.organization, utf8('a')))),
    ),
    'a subject in a critical subjectAltName alone': edit(
      withExtension(OID.subjectAltName, sequence(url('http://a/')), true),
      [0, TBS.subject],
      () => sequence(),
    ),
    PrintableString: tbs(TBS.subject, () => cn(printable("A-Z (0.9) '+,/:=?"))),
    'a notice for users': withExtension(
      OID.certificatePolicies,
      sequence(policy(sequence(sequence(oid('1.3.6.1.5.5.7.2.2'), sequence(utf8('x')))))),
    ),
    'issuer and serial in the authority key identifier': withExtension(
      OID.authorityKeyIdentifier,
      sequence(
        implicit(0, raw(1)),
        element(0xa1, explicit(4, encodeName([{ type: 'CN', value: 'x' }]))),
        raw(0x82, 1, 5),
      ),
    ),
    'a key of an algorithm of others': tbs(TBS.key, () =>
      sequence(sequence(oid('1.3.101.112')), raw(3, 2, 0, 1)),
    ),
    'an unknown extension': withExtension('1.2.3.4', utf8('whatever')),
  };
  for (const [what, der] of Object.entries(fine)) assert.ok(readCertificate(der), what);
});
