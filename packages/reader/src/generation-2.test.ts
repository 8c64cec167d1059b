import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign, verify } from 'node:crypto';
import { test } from 'node:test';
import {
  Chip,
  type ChipPublicKey,
  chipPublicKeyFromSpki,
  encodeAttributes,
  encodeCertificatePresence,
  encodeCommonSerial,
  encodeCvCertificate,
  encodeFace,
  encodeKeyId,
  encodeNumberFile,
  encodeTextSignatureFile,
  encodeTokenInfo,
  GENERATION_2,
  manufacture,
  publicKeyToSpki,
  verifyFace,
  verifyText,
} from '@mibun/card';
import { certificateBytes, ISSUER_KEYS, SAMPLE, surroundings } from '../testing/sample-card.ts';
import { authenticateChip, readCommonSerial } from './common.ts';
import { connectInProcess } from './in-process.ts';
import { openIssuerChannel } from './issuer.ts';
import {
  readAuthenticationCa,
  readAuthenticationCertificate,
  readCertificatePresence,
  readSignatureCertificate,
  readTokenInfo,
  signWithAuthentication,
  signWithSignature,
} from './jpki.ts';
import { changePin, setInitialPin, triesLeft, verifyPin } from './pin.ts';
import { cardProfile } from './session.ts';
import { readAttributes, readIndividualNumber, readTextEvidence } from './text.ts';
import { readAgeRecord, readFace, signPresenceChallenge } from './visual.ts';

const PIN = '1234';
const PASSWORD = 'MIBUN123';
const MESSAGE = new TextEncoder().encode('本人確認'.repeat(100));
const { roles } = GENERATION_2;

/** A key of the card-face hierarchy. */
function recordKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  return {
    spki: new Uint8Array(publicKey.export({ format: 'der', type: 'spki' })),
    sign: (payload: Uint8Array): Uint8Array =>
      sign('sha384', payload, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
  };
}

const faceCa = recordKey();
const recordSigner = recordKey();
const cvCertificate = encodeCvCertificate({
  issuerKeyId: encodeKeyId({ number: '9000023', version: '002' }),
  subjectKeyId: encodeKeyId({ number: '9000024', version: '002' }),
  publicKey: chipPublicKeyFromSpki(recordSigner.spki),
  sign: faceCa.sign,
});

/** A card of generation 2 in the holder's hand: keys made on the chip, everything written through the channel. */
async function generation2Card() {
  const memory = surroundings(
    manufacture({ chipSerial: SAMPLE.chipSerial, profile: 'generation-2', issuerKeys: ISSUER_KEYS }),
  );
  const connection = connectInProcess(new Chip(memory.memory.image, memory));
  let issuer = await openIssuerChannel(connection, ISSUER_KEYS, randomBytes);
  assert.equal(issuer.profile.name, 'generation-2');
  const store = (role: keyof typeof roles, bytes: Uint8Array) =>
    issuer.storeFile(roles[role][0].application, roles[role][0].id, bytes);
  const make = (role: keyof typeof roles) =>
    issuer.generateKeyPair(roles[role][0].application as string, roles[role][0].id);

  const facePublicKey = await make('face-card-key');
  const keys = {
    authentication: keyObject(await make('authentication-key')),
    signature: keyObject(await make('signature-key')),
    card: keyObject(await make('card-key')),
    face: keyObject(facePublicKey),
  };
  await store('authentication-certificate', certificateBytes(0xaa));
  await store('authentication-ca', certificateBytes(0xab));
  await store('signature-certificate', certificateBytes(0x5a));
  await store('certificate-presence', encodeCertificatePresence({ signature: true, authentication: true }));
  await store('token-info', encodeTokenInfo({ serialNumber: '0000000000000017', label: 'MIBUNG2TOKEN' }));
  const numberFile = encodeNumberFile(SAMPLE.individualNumber);
  const attributesFile = encodeAttributes(SAMPLE);
  await store('number', numberFile);
  await store('attributes', attributesFile);
  const text = { numberFile, attributesFile, sign: recordSigner.sign, algorithm: 'ec-p384' } as const;
  await store('text-signature', encodeTextSignatureFile(text));
  await store('text-cv-certificate', cvCertificate);
  const png = new Uint8Array(300).fill(0x50);
  const pictures = { namePng: png, addressPng: png, securityCodePng: png };
  const face = { ...SAMPLE, ...pictures, publicKey: facePublicKey, signDigestInfo: recordSigner.sign };
  await store('face', encodeFace(face));
  await store('face-cv-certificate', cvCertificate);
  const { application, id } = roles['face-code-b'][0];
  await issuer.setCredential(application, id, Buffer.from(SAMPLE.codeB));
  await store('card-serial', encodeCommonSerial(SAMPLE));
  await issuer.setStatus('personalised');
  for (const [kind, value] of [
    ['authentication', PIN],
    ['signature', PASSWORD],
  ] as const) {
    issuer = await openIssuerChannel(connection, ISSUER_KEYS, randomBytes);
    await issuer.letHolderSet(kind);
    await setInitialPin(connection, kind, value);
  }
  issuer = await openIssuerChannel(connection, ISSUER_KEYS, randomBytes);
  await issuer.setStatus('active');
  await issuer.close();
  return { connection: connectInProcess(new Chip(memory.memory.image, memory)), keys };
}

function keyObject(key: ChipPublicKey): KeyObject {
  return createPublicKey({ key: Buffer.from(publicKeyToSpki(key)), format: 'der', type: 'spki' });
}

const isSignature = (message: Uint8Array, key: KeyObject, signature: Uint8Array) =>
  verify('sha384', message, { key, dsaEncoding: 'ieee-p1363' }, signature);

test('generation 2: certificates and data are read with the commands of generation 1', async () => {
  const { connection } = await generation2Card();
  assert.equal(await cardProfile(connection), GENERATION_2);
  assert.deepEqual(await readAuthenticationCertificate(connection), certificateBytes(0xaa));
  assert.deepEqual(await readAuthenticationCa(connection), certificateBytes(0xab));
  assert.deepEqual(await readSignatureCertificate(connection, PASSWORD), certificateBytes(0x5a));
  assert.deepEqual(await readCertificatePresence(connection), { signature: true, authentication: true });
  assert.equal((await readTokenInfo(connection)).label, 'MIBUNG2TOKEN');
  const { name, address, birthDate, sex } = SAMPLE;
  assert.deepEqual(await readAttributes(connection, PIN), { name, address, birthDate, sex });
  assert.equal(await readIndividualNumber(connection, PIN), SAMPLE.individualNumber);
  assert.equal((await readCommonSerial(connection)).chipSerial, SAMPLE.chipSerial);
});

test('generation 2: what the issuer signed verifies up to the card-face CA, sex among it', async () => {
  const { connection, keys } = await generation2Card();
  const reading = await readFace(connection, SAMPLE.codeB);
  const face = verifyFace({ ...reading, caPublicKey: faceCa.spki });
  assert.ok(face.ok);
  assert.equal(face.value.sex, SAMPLE.sex);
  assert.deepEqual(keyObject(face.value.publicKey), keys.face);
  const evidence = await readTextEvidence(connection, PIN);
  assert.ok(verifyText({ ...evidence, caPublicKey: faceCa.spki }).ok);
  assert.ok(!verifyText({ ...evidence, caPublicKey: recordSigner.spki }).ok);
});

test('generation 2: signatures are ECDSA on P-384 with SHA-384, made with a key of the chip', async () => {
  const { connection, keys } = await generation2Card();
  const authentication = await signWithAuthentication(connection, PIN, MESSAGE);
  assert.equal(authentication.length, 96);
  assert.ok(isSignature(MESSAGE, keys.authentication, authentication));
  const signature = await signWithSignature(connection, PASSWORD, MESSAGE);
  assert.ok(isSignature(MESSAGE, keys.signature, signature));
  assert.ok(!isSignature(MESSAGE, keys.authentication, signature));
  const challenge = randomBytes(32);
  assert.ok(isSignature(challenge, keys.card, await authenticateChip(connection, challenge)));
  assert.ok(isSignature(challenge, keys.face, await signPresenceChallenge(connection, challenge)));
});

test('generation 2: one PIN for three uses, counted once; a wrong one costs a try', async () => {
  const { connection } = await generation2Card();
  await assert.rejects(signWithAuthentication(connection, '9999', MESSAGE), {
    code: 'wrong-pin',
    triesLeft: 2,
  });
  for (const kind of ['authentication', 'text', 'registry'] as const) {
    assert.equal(await triesLeft(connection, kind), 2);
  }
  assert.equal(await triesLeft(connection, 'signature'), 5);
  await verifyPin(connection, 'registry', PIN);
  assert.equal(await triesLeft(connection, 'authentication'), 3);
});

test('generation 2: a PIN that is changed is changed for every use', async () => {
  const { connection } = await generation2Card();
  await changePin(connection, 'registry', PIN, '8642');
  await assert.rejects(verifyPin(connection, 'authentication', PIN), { code: 'wrong-pin' });
  await verifyPin(connection, 'text', '8642');
  await changePin(connection, 'signature', PASSWORD, 'OTHER456');
  await signWithSignature(connection, 'OTHER456', MESSAGE);
});

test('generation 2: what only generation 1 has is an error that says so', async () => {
  const { connection } = await generation2Card();
  await triesLeft(connection, 'authentication');
  await assert.rejects(readAgeRecord(connection, '600401'), { code: 'application-not-found' });
  const issuer = await openIssuerChannel(connection, ISSUER_KEYS, randomBytes);
  await assert.rejects(issuer.storeFile('jpki', 1, new Uint8Array(1)), { code: 'application-not-found' });
});
