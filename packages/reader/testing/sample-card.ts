import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  privateEncrypt,
  randomBytes,
  sign,
} from 'node:crypto';
import {
  type CardImage,
  Chip,
  diversify,
  encodeAgeRecord,
  encodeAttributes,
  encodeCertificatePresence,
  encodeCommonSerial,
  encodeCvCertificate,
  encodeFace,
  encodeKeyId,
  encodeNumberFile,
  encodeNumberImage,
  encodeSessionKeyFile,
  encodeTextSignatureFile,
  encodeTokenInfo,
  FILES,
  type KeySpec,
  manufacture,
  publicKeyFromSpki,
  publicKeyToSpki,
} from '@mibun/card';
import type { CardConnection } from '../src/connection.ts';
import { connectInProcess } from '../src/in-process.ts';
import { type IssuerChannel, openIssuerChannel } from '../src/issuer.ts';
import { setInitialPin } from '../src/pin.ts';

/** A person who does not exist, and what is printed on the card. */
export const SAMPLE = {
  chipSerial: '900000000000017',
  municipality: '99101',
  expiry: '2036-04-01',
  name: '番号　花子',
  address: `見本県千代田市霞が関${'２－１－２'.repeat(20)}`,
  birthDate: '1985-04-01',
  sex: '2',
  individualNumber: '123456789018',
  codeB: '60040120362285',
  birthDateKey: '600401',
  pins: { signature: 'MIBUN123', authentication: '1234', registry: '2345', text: '3456' },
  /** Pictures are only bytes to the chip; the photo is longer than several reads. */
  photoJp2: new Uint8Array(5000).fill(0x4a),
} as const;

export const ISSUER_KEYS = diversify(new Uint8Array(32).fill(0x11), SAMPLE.chipSerial);

const faceCa = rsaKey();
/** Key of the CA over the card's own records, SubjectPublicKeyInfo DER. */
export const FACE_CA_KEY = spki(faceCa);
/** Public keys of the chip's JPKI keys. */
export const JPKI_KEYS: { authentication: KeyObject; signature: KeyObject } = {
  authentication: createPublicKey(faceCa),
  signature: createPublicKey(faceCa),
};

/** A stand-in for a certificate: to the chip it is a DER SEQUENCE. */
export function certificateBytes(fill: number): Uint8Array {
  const certificate = new Uint8Array(4 + 0x500).fill(fill);
  certificate.set([0x30, 0x82, 0x05, 0x00]);
  return certificate;
}

/** Surroundings of a chip that keep its memory in a variable. */
export function surroundings(image: CardImage) {
  const memory = { image };
  return {
    memory,
    random: (length: number): Uint8Array => randomBytes(length),
    generateKey: (spec: KeySpec): Uint8Array => pkcs8(spec === 'rsa-2048' ? rsaKey() : ecKey()),
    save: (next: CardImage) => {
      memory.image = next;
    },
  };
}

/** A chip as it leaves the factory, powered and connected. */
export function blankCard() {
  const world = surroundings(
    manufacture({ chipSerial: SAMPLE.chipSerial, profile: 'generation-1', issuerKeys: ISSUER_KEYS }),
  );
  const chip = new Chip(world.memory.image, world);
  return { chip, connection: connectInProcess(chip), memory: world.memory };
}

let personalised: Promise<CardImage> | undefined;

/** A card of {@link SAMPLE} in the holder's hand, powered and connected; each call gives a card of its own. */
export async function sampleCard() {
  personalised ??= personalise();
  const world = surroundings(await personalised);
  const chip = new Chip(world.memory.image, world);
  return { chip, connection: connectInProcess(chip), memory: world.memory };
}

/** Opens the issuer channel into a sample card. */
export function openSampleChannel(connection: CardConnection): Promise<IssuerChannel> {
  return openIssuerChannel(connection, ISSUER_KEYS, randomBytes);
}

async function personalise(): Promise<CardImage> {
  const { connection, memory } = blankCard();
  const issuer = await openSampleChannel(connection);
  await writeJpki(issuer);
  await writeText(issuer);
  await writeVisual(issuer);
  const serial = encodeCommonSerial(SAMPLE);
  await issuer.generateKeyPair('common', FILES.common.cardKey);
  await issuer.storeFile('common', FILES.common.serial, serial);
  const { municipality, expiry } = FILES['card-manager'];
  await issuer.storeFile('card-manager', municipality, Buffer.from(SAMPLE.municipality));
  await issuer.storeFile('card-manager', expiry, Buffer.from(SAMPLE.expiry.replaceAll('-', '')));
  await issuer.setStatus('personalised');
  for (const kind of ['signature', 'authentication', 'registry', 'text'] as const) {
    await (await openSampleChannel(connection)).letHolderSet(kind);
    await setInitialPin(connection, kind, SAMPLE.pins[kind]);
  }
  await (await openSampleChannel(connection)).setStatus('active');
  await connection.close();
  return memory.image;
}

async function writeJpki(issuer: IssuerChannel): Promise<void> {
  const files = FILES.jpki;
  const authentication = await issuer.generateKeyPair('jpki', files.authenticationKey);
  const signature = await issuer.generateKeyPair('jpki', files.signatureKey);
  JPKI_KEYS.authentication = publicKey(publicKeyToSpki(authentication));
  JPKI_KEYS.signature = publicKey(publicKeyToSpki(signature));
  await issuer.storeFile('jpki', files.authenticationCertificate, certificateBytes(0xaa));
  await issuer.storeFile('jpki', files.authenticationCa, certificateBytes(0xab));
  await issuer.storeFile('jpki', files.signatureCertificate, certificateBytes(0x5a));
  await issuer.storeFile('jpki', files.signatureCa, certificateBytes(0x5b));
  await issuer.storeFile('jpki', files.tokenInfo, encodeTokenInfo({ serialNumber: '0000000000000017' }));
  const presence = encodeCertificatePresence({ signature: true, authentication: true });
  await issuer.storeFile('jpki', files.certificatePresence, presence);
}

async function writeText(issuer: IssuerChannel): Promise<void> {
  const files = FILES.text;
  const numberFile = encodeNumberFile(SAMPLE.individualNumber);
  const attributesFile = encodeAttributes(SAMPLE);
  const { certificate, signWith } = recordSigner();
  await issuer.generateKeyPair('text', files.cardKey);
  const deliveryKey = await issuer.generateKeyPair('text', files.deliveryKey);
  await issuer.storeFile('text', files.sessionKey, encodeSessionKeyFile(deliveryKey));
  await issuer.storeFile('text', files.number, numberFile);
  await issuer.storeFile('text', files.attributes, attributesFile);
  const signed = encodeTextSignatureFile({ numberFile, attributesFile, sign: signWith });
  await issuer.storeFile('text', files.signature, signed);
  await issuer.storeFile('text', files.cvCertificate, certificate);
  await issuer.setCredential('text', files.codeA, Buffer.from(SAMPLE.individualNumber));
  await issuer.setCredential('text', files.codeB, Buffer.from(SAMPLE.codeB));
}

async function writeVisual(issuer: IssuerChannel): Promise<void> {
  const files = FILES.visual;
  const cardKey = await issuer.generateKeyPair('visual', files.cardKey);
  const { certificate, signWith, signDigestInfo } = recordSigner();
  const png = new Uint8Array(300).fill(0x50);
  const face = {
    ...SAMPLE,
    publicKey: cardKey,
    namePng: png,
    addressPng: png,
    securityCodePng: png,
    signDigestInfo,
  };
  await issuer.storeFile(
    'visual',
    files.ageRecord,
    encodeAgeRecord({ birthDate: SAMPLE.birthDate, publicKey: cardKey, sign: signWith }),
  );
  await issuer.storeFile('visual', files.face, encodeFace(face));
  const numberImage = encodeNumberImage({ png, publicKey: cardKey, sign: signWith });
  await issuer.storeFile('visual', files.numberImage, numberImage);
  await issuer.storeFile('visual', files.cvCertificate, certificate);
  await issuer.setCredential('visual', files.birthDateKey, Buffer.from(SAMPLE.birthDateKey));
  await issuer.setCredential('visual', files.codeB, Buffer.from(SAMPLE.codeB));
  await issuer.setCredential('visual', files.codeA, Buffer.from(SAMPLE.individualNumber));
}

/** A key of the issuer's, certified by the card-face CA. */
function recordSigner() {
  const key = rsaKey();
  const signWith = (payload: Uint8Array): Uint8Array => sign('sha256', payload, key);
  const certificate = encodeCvCertificate({
    issuerKeyId: encodeKeyId({ number: '9000023', version: '001' }),
    subjectKeyId: encodeKeyId({ number: '9000024', version: '001' }),
    publicKey: publicKeyFromSpki(spki(key)),
    sign: (body) => sign('sha256', body, faceCa),
  });
  const signDigestInfo = (digestInfo: Uint8Array): Uint8Array =>
    privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, digestInfo);
  return { certificate, signWith, signDigestInfo };
}

function rsaKey(): KeyObject {
  return createPrivateKey(
    generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'pem', type: 'pkcs8' }),
  );
}

function ecKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
}

const pkcs8 = (key: KeyObject): Uint8Array => key.export({ format: 'der', type: 'pkcs8' });

function spki(key: KeyObject): Uint8Array {
  return createPublicKey(key).export({ format: 'der', type: 'spki' });
}

function publicKey(spkiDer: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.from(spkiDer), format: 'der', type: 'spki' });
}
