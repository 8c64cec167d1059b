import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, sign as signWith } from 'node:crypto';
import { test } from 'node:test';
import { testKey } from '../../testing/keys.ts';
import { ascii, toHex } from '../bytes.ts';
import { encodeAttributes } from './attributes-file.ts';
import { decodeCvCertificate, encodeCvCertificate, verifyCvCertificate } from './cv-certificate.ts';
import { decodeFace, encodeFace, faceSignaturePayload, verifyFace } from './face-file.ts';
import { encodeKeyId } from './key-id.ts';
import { LayoutError } from './layout-error.ts';
import { encodeNumberFile } from './number-file.ts';
import {
  chipPublicKeyFromSpki,
  decodeChipPublicKey,
  encodeChipPublicKey,
  publicKeyToSpki,
} from './public-key.ts';
import { encodeTextSignatureFile, textSignaturePayload, verifyText } from './text-signature-file.ts';

function ecKey() {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const spki = new Uint8Array(createPublicKey(privateKey).export({ format: 'der', type: 'spki' }));
  const sign = (payload: Uint8Array) =>
    new Uint8Array(signWith('sha384', payload, { key: privateKey, dsaEncoding: 'ieee-p1363' }));
  return { spki, publicKey: chipPublicKeyFromSpki(spki), sign };
}

const ca = ecKey();
const issuer = ecKey();
const card = ecKey();
const cvCertificate = encodeCvCertificate({
  issuerKeyId: encodeKeyId({ number: '9000023', version: '001' }),
  subjectKeyId: encodeKeyId({ number: '9322121', version: '001' }),
  publicKey: issuer.publicKey,
  sign: ca.sign,
});
const anchor = { cvCertificate, caPublicKey: ca.spki };

const face = {
  birthDate: '1985-04-01',
  sex: '2' as const,
  publicKey: card.publicKey,
  namePng: ascii('name'),
  addressPng: ascii('address'),
  photoJp2: new Uint8Array(6000).fill(7),
  expiry: '2036-04-01',
  securityCodePng: ascii('code'),
};

test('§7 a CV certificate of a P-384 hierarchy is read and verified', () => {
  assert.deepEqual(decodeCvCertificate(cvCertificate).publicKey, issuer.publicKey);
  assert.ok(verifyCvCertificate(cvCertificate, ca.spki));
  assert.ok(!verifyCvCertificate(cvCertificate, issuer.spki));
  assert.ok(!verifyCvCertificate(cvCertificate, testKey('ca').spki), 'nor with a key of generation 1');
});

test('§7 the card face: SHA-384 digests, ECDSA over them, the card key a point', () => {
  assert.equal(faceSignaturePayload(face).length, 144);
  const file = encodeFace({ ...face, signDigestInfo: issuer.sign });
  assert.deepEqual(decodeFace(file), face);
  assert.deepEqual(verifyFace({ ...anchor, file }), { ok: true, value: face });
  const other = Uint8Array.from(Buffer.from(file));
  other[other.length - 200] = (other[other.length - 200] ?? 0) ^ 1;
  assert.equal(verifyFace({ ...anchor, file: other }).ok, false);
  const stranger = encodeFace({ ...face, signDigestInfo: card.sign });
  assert.deepEqual(verifyFace({ ...anchor, file: stranger }), { ok: false, reason: 'signature' });
});

test('§7 number and attributes: SHA-384 digests, signed', () => {
  const numberFile = encodeNumberFile('123456789018');
  const attributesFile = encodeAttributes({
    name: '番号　花子',
    address: '見本県千代田市',
    birthDate: '1985-04-01',
    sex: '2',
  });
  const files = { numberFile, attributesFile };
  assert.equal(textSignaturePayload(files, 'ec-p384').length, 102);
  const signatureFile = encodeTextSignatureFile({ ...files, sign: issuer.sign, algorithm: 'ec-p384' });
  assert.deepEqual(verifyText({ ...anchor, signatureFile, ...files }), { ok: true, value: files });
  const changed = { ...files, numberFile: numberFile.with(5, 0x39) };
  assert.deepEqual(verifyText({ ...anchor, signatureFile, ...changed }), {
    ok: false,
    reason: 'number-digest',
  });
  assert.throws(() => encodeTextSignatureFile({ ...files, sign: issuer.sign }), RangeError);
});

test('§7 public keys are written as one object, and only a P-384 point is one', () => {
  const object = encodeChipPublicKey(card.publicKey);
  assert.equal(toHex(object.slice(0, 3)), '866104');
  assert.deepEqual(decodeChipPublicKey(object), card.publicKey);
  assert.deepEqual(publicKeyToSpki(card.publicKey), card.spki);
  assert.throws(() => decodeChipPublicKey(object.with(2, 0x02)), LayoutError);
  assert.throws(() => decodeChipPublicKey(object.slice(0, -1)), LayoutError);
  assert.throws(() => chipPublicKeyFromSpki(otherCurve()), RangeError);
});

test('§7 a point that is not on the curve is a reason, not an exception', () => {
  const forged = encodeCvCertificate({
    ...decodeCvCertificate(cvCertificate),
    publicKey: { point: new Uint8Array(97).fill(1).with(0, 4) },
    sign: ca.sign,
  });
  const file = encodeFace({ ...face, signDigestInfo: issuer.sign });
  assert.deepEqual(verifyFace({ cvCertificate: forged, caPublicKey: ca.spki, file }), {
    ok: false,
    reason: 'signature',
  });
});

function otherCurve(): Uint8Array {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
}
