import { constants, privateEncrypt, sign } from 'node:crypto';
import { ascii } from '../src/bytes.ts';
import type { CardImage } from '../src/image/card-image.ts';
import { withFile } from '../src/image/edits.ts';
import { encodeAgeRecord } from '../src/layout/age-record.ts';
import { encodeVisualApInfo } from '../src/layout/ap-info.ts';
import { encodeAttributes } from '../src/layout/attributes-file.ts';
import { encodeSignedCardKey } from '../src/layout/card-key-files.ts';
import { encodeCvCertificate, withoutOuterHeader } from '../src/layout/cv-certificate.ts';
import { encodeFace } from '../src/layout/face-file.ts';
import { encodeKeyId } from '../src/layout/key-id.ts';
import { encodeNumberFile } from '../src/layout/number-file.ts';
import { encodeNumberImage } from '../src/layout/number-image.ts';
import { encodeKeyIdRecord } from '../src/layout/records.ts';
import { encodeTextSignatureFile } from '../src/layout/text-signature-file.ts';
import { ATTRIBUTES, activeImage, INDIVIDUAL_NUMBER } from './fixture.ts';
import { testKey } from './keys.ts';

/** Key of the CA over the card's own records: SubjectPublicKeyInfo. */
export const CA_PUBLIC_KEY = testKey('ca').spki;

const signWith = (name: 'issuer' | 'ca') => (payload: Uint8Array) =>
  new Uint8Array(sign('sha256', payload, testKey(name).privateKey));

const signDigestInfo = (digestInfo: Uint8Array) =>
  new Uint8Array(
    privateEncrypt({ key: testKey('issuer').privateKey, padding: constants.RSA_PKCS1_PADDING }, digestInfo),
  );

function cvCertificate(issuer: string, subject: string): Uint8Array {
  return encodeCvCertificate({
    issuerKeyId: encodeKeyId({ number: issuer, version: '000' }),
    subjectKeyId: encodeKeyId({ number: subject, version: '000' }),
    publicKey: testKey('issuer').rsa,
    sign: signWith('ca'),
  });
}

/** A card that has been handed over, with every file that a real one has, signed from one CA down. */
export function completeImage(): CardImage {
  const { birthDate, sex } = ATTRIBUTES;
  const publicKey = testKey('card').rsa;
  const files = {
    numberFile: encodeNumberFile(INDIVIDUAL_NUMBER),
    attributesFile: encodeAttributes(ATTRIBUTES),
  };
  const keyId = encodeKeyId({ number: '9000024', version: '001' });
  const face = {
    ...{ birthDate, sex, publicKey, signDigestInfo, expiry: '2035-04-01' },
    ...{ namePng: ascii('name'), addressPng: ascii('address'), securityCodePng: ascii('code') },
    photoJp2: new Uint8Array(6000).fill(7),
  };
  const issuerSigns = { publicKey, sign: signWith('issuer') };
  const written = [
    ['card-manager', 0x0042, keyId],
    ['card-manager', 0x00f0, ascii('13101')],
    ['card-manager', 0x00f2, ascii('20350401')],
    ['card-manager', 0x00f7, keyId],
    ['card-manager', 0x00f8, withoutOuterHeader(cvCertificate('9000020', '9000024'))],
    ['text', 0x0003, encodeTextSignatureFile({ ...files, sign: signWith('issuer') })],
    ['text', 0x0004, cvCertificate('9000033', '9000034')],
    ['text', 0x0007, encodeSignedCardKey(issuerSigns)],
    ['visual', 0x0001, encodeAgeRecord({ birthDate, ...issuerSigns })],
    ['visual', 0x0002, encodeFace(face)],
    ['visual', 0x0003, encodeVisualApInfo({ keyId, municipality: '13101', opaqueKeyId: keyId })],
    ['visual', 0x0004, cvCertificate('9000023', '9313101')],
    ['visual', 0x0005, encodeNumberImage({ png: ascii('picture of the number'), ...issuerSigns })],
    ['juki', 0x0002, encodeKeyIdRecord(keyId)],
    ['common', 0x0002, encodeKeyIdRecord(keyId)],
  ] as const;
  return written.reduce<CardImage>(
    (image, [application, id, content]) => withFile(image, { application, id, content }),
    activeImage(),
  );
}
