import assert from 'node:assert/strict';
import { constants, privateEncrypt, sign as signWith } from 'node:crypto';
import { test } from 'node:test';
import { testKey } from '../../testing/keys.ts';
import { ascii, hex, readU16, toHex } from '../bytes.ts';
import { decodeAgeRecord, encodeAgeRecord, verifyAgeRecord } from './age-record.ts';
import {
  decodeSessionKeyFile,
  encodeSessionKeyFile,
  encodeSignedCardKey,
  verifySignedCardKey,
} from './card-key-files.ts';
import {
  decodeCvCertificate,
  encodeCvCertificate,
  verifyCvCertificate,
  withoutOuterHeader,
} from './cv-certificate.ts';
import { decodeFace, encodeFace, verifyFace } from './face-file.ts';
import { decodeKeyId, encodeKeyId } from './key-id.ts';
import { LayoutError } from './layout-error.ts';
import { decodeNumberImage, encodeNumberImage, verifyNumberImage } from './number-image.ts';
import { publicKeyFromSpki, publicKeyToSpki } from './public-key.ts';

const sign = (name: 'issuer' | 'ca') => (payload: Uint8Array) =>
  new Uint8Array(signWith('sha256', payload, testKey(name).privateKey));
const signDigestInfo = (digestInfo: Uint8Array) =>
  new Uint8Array(
    privateEncrypt({ key: testKey('issuer').privateKey, padding: constants.RSA_PKCS1_PADDING }, digestInfo),
  );

const cvCertificate = () =>
  encodeCvCertificate({
    issuerKeyId: encodeKeyId({ number: '9000023', version: '000' }),
    subjectKeyId: encodeKeyId({ number: '9322121', version: '000' }),
    publicKey: testKey('issuer').rsa,
    sign: sign('ca'),
  });
const anchor = () => ({ cvCertificate: cvCertificate(), caPublicKey: testKey('ca').spki });

const face = () => ({
  birthDate: '1985-04-01',
  sex: '2' as const,
  publicKey: testKey('card').rsa,
  namePng: ascii('name'),
  addressPng: ascii('address'),
  photoJp2: new Uint8Array(6000).fill(7),
  expiry: '2035-04-01',
  securityCodePng: ascii('code'),
});
const faceFile = () => encodeFace({ ...face(), signDigestInfo });

/** Changes the last byte of the only place where `part` stands. */
function altered(file: Uint8Array, part: Uint8Array): Uint8Array {
  const at = Buffer.from(file).indexOf(part) + part.length - 1;
  return file.with(at, (file[at] ?? 0) ^ 1);
}

test('§2.7 key ids are 16 bytes: digits, 0805, digits, four bytes', () => {
  const keyId = encodeKeyId({ number: '9000023', version: '001' });
  assert.equal(toHex(keyId), '39303030303233080530303100000000');
  assert.deepEqual(decodeKeyId(keyId), { number: '9000023', version: '001', tail: new Uint8Array(4) });
  assert.throws(() => decodeKeyId(keyId.slice(1)), LayoutError);
  assert.throws(() => encodeKeyId({ number: '123', version: '001' }), RangeError);
});

test('§2.2 EF 0004 is 568 bytes, signed over the 297 bytes of its body', () => {
  const certificate = cvCertificate();
  assert.equal(certificate.length, 568);
  assert.equal(toHex(certificate.slice(0, 10)), '7F218202335F4E820129');
  assert.equal(decodeCvCertificate(certificate).body.length, 297);
  assert.deepEqual(decodeCvCertificate(certificate).publicKey, testKey('issuer').rsa);
  assert.equal(verifyCvCertificate(certificate, testKey('ca').spki), true);
  assert.equal(verifyCvCertificate(certificate, testKey('card').spki), false);
  assert.equal(withoutOuterHeader(certificate).length, 563);
});

test('§2.2 public keys go to SubjectPublicKeyInfo and back', () => {
  const { spki, rsa } = testKey('card');
  assert.deepEqual(publicKeyFromSpki(spki), rsa);
  assert.deepEqual(publicKeyToSpki(rsa), spki);
});

test('§2.3 EF 0001 is 547 bytes and binds the birth date to the key of the card', () => {
  const record = { birthDate: '1985-04-01', publicKey: testKey('card').rsa };
  const file = encodeAgeRecord({ ...record, sign: sign('issuer') });
  assert.equal(file.length, 547);
  assert.equal(toHex(file.slice(0, 8)), 'FF1082021EDF1108');
  assert.deepEqual(decodeAgeRecord(file), record);
  assert.deepEqual(verifyAgeRecord({ ...anchor(), file }), { ok: true, value: record });
  const younger = altered(file, ascii('19850401'));
  assert.deepEqual(verifyAgeRecord({ ...anchor(), file: younger }), { ok: false, reason: 'signature' });
});

test('§2.3 EF 0002 holds nine offsets, the first being 001A', () => {
  const file = faceFile();
  assert.equal(toHex(file.slice(0, 3)), 'FF2082');
  assert.equal(readU16(file, 3), file.length - 5);
  assert.equal(toHex(file.slice(5, 10)), 'DF2112001A');
  const tags = Array.from({ length: 9 }, (_, index) => readU16(file, readU16(file, 8 + index * 2)));
  assert.deepEqual(tags, [0xdf22, 0xdf23, 0xdf24, 0xdf25, 0xdf26, 0xdf27, 0xdf28, 0xdf29, 0xdf2a]);
  assert.deepEqual(decodeFace(file), face());
});

test('§2.3 EF 0002 is signed over three digests in a DigestInfo of 96 bytes', () => {
  let payload = hex('');
  encodeFace({
    ...face(),
    signDigestInfo: (digestInfo) => {
      payload = digestInfo;
      return new Uint8Array(256);
    },
  });
  assert.equal(payload.length, 115);
  assert.equal(toHex(payload.slice(0, 19)), '3071300D060960864801650304020105000460');
});

test('§2.3 EF 0002 the signature covers person, key, name, address and photo, not expiry and code', () => {
  const file = faceFile();
  assert.ok(verifyFace({ ...anchor(), file }).ok);
  const valid = (part: Uint8Array) => verifyFace({ ...anchor(), file: altered(file, part) }).ok;
  const { namePng, addressPng, photoJp2, publicKey, securityCodePng } = face();
  for (const part of [ascii('19850401'), namePng, addressPng, photoJp2, publicKey.modulus]) {
    assert.equal(valid(part), false);
  }
  assert.equal(valid(ascii('20350401')), true);
  assert.equal(valid(securityCodePng), true);
});

test('§2.3 EF 0002 malformed files and foreign certificates have reasons, not exceptions', () => {
  const file = faceFile();
  const reason = (changed: object) => {
    const result = verifyFace({ ...anchor(), file, ...changed });
    return result.ok ? 'ok' : result.reason;
  };
  assert.equal(reason({ file: file.slice(0, 900) }), 'malformed');
  assert.equal(reason({ file: file.with(9, 0x1b) }), 'malformed');
  assert.equal(reason({ caPublicKey: testKey('card').spki }), 'cv-certificate');
});

test('§2.3 EF 0005 is signed over picture and key', () => {
  const image = { png: ascii('number'), publicKey: testKey('card').rsa };
  const file = encodeNumberImage({ ...image, sign: sign('issuer') });
  assert.deepEqual(decodeNumberImage(file), image);
  assert.ok(verifyNumberImage({ ...anchor(), file }).ok);
  assert.ok(!verifyNumberImage({ ...anchor(), file: altered(file, image.png) }).ok);
});

test('§2.2 EF 0006 is 269 bytes, EF 0007 536 bytes with a signature over DF51', () => {
  const publicKey = testKey('card').rsa;
  const session = encodeSessionKeyFile(publicKey);
  assert.equal(session.length, 269);
  assert.deepEqual(decodeSessionKeyFile(session), publicKey);
  const file = encodeSignedCardKey({ publicKey, sign: sign('issuer') });
  assert.equal(file.length, 536);
  assert.deepEqual(verifySignedCardKey({ ...anchor(), file }), { ok: true, value: publicKey });
  assert.ok(!verifySignedCardKey({ ...anchor(), file: altered(file, publicKey.modulus) }).ok);
});

test('a signature of wrong length is not written', () => {
  const record = { birthDate: '1985-04-01', publicKey: testKey('card').rsa };
  assert.throws(() => encodeAgeRecord({ ...record, sign: () => new Uint8Array(255) }), RangeError);
});
