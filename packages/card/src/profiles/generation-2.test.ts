import assert from 'node:assert/strict';
import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { test } from 'node:test';
import { Bench, CHIP_SERIAL, ISSUER_KEYS, PIN, SIGNATURE_PASSWORD, split } from '../../testing/fixture.ts';
import { issuerOf, readBackData, storeData } from '../../testing/issuer.ts';
import { ascii, toHex, u16 } from '../bytes.ts';
import { decodeImage } from '../image/decode.ts';
import { encodeImage } from '../image/encode.ts';
import { manufacture } from '../image/manufacture.ts';
import { decodeChipStatus } from '../issuer-channel/chip-status.ts';
import { CHIP_STATUS } from '../issuer-channel/read-back.ts';
import { decodeChipPublicKey, publicKeyToSpki } from '../layout/public-key.ts';
import { GENERATION_2 } from './generation-2.ts';

const MESSAGE = ascii('a message of less than 256 bytes');
const AUTHENTICATION = '00A4040C0CF04D4942554E024155544801';
const FACE = '00A4040C0BF04D4942554E024641434501';

const p384 = () =>
  new Uint8Array(
    generateKeyPairSync('ec', {
      namedCurve: 'P-384',
      publicKeyEncoding: { format: 'der', type: 'spki' },
      privateKeyEncoding: { format: 'der', type: 'pkcs8' },
    }).privateKey,
  );

function newCard() {
  const image = manufacture({ chipSerial: CHIP_SERIAL, profile: 'generation-2', issuerKeys: ISSUER_KEYS });
  const bench = new Bench(image, { generateKey: p384 });
  const host = issuerOf(bench);
  const made = host.send('84460600', u16(0x0013));
  assert.equal(made.sw, '9000');
  const publicKey = createPublicKey({
    key: Buffer.from(publicKeyToSpki(decodeChipPublicKey(made.data))),
    format: 'der',
    type: 'spki',
  });
  assert.equal(host.send('84460600', u16(0x0014)).sw, '9000');
  assert.equal(host.send('84460600', u16(0x0015)).sw, '9000');
  assert.equal(host.send('84E20681', storeData(0x0009, 0, 'attributes')).sw, '9000');
  assert.equal(host.send('84240600', Buffer.concat([u16(0x0011), ascii(PIN)])).sw, '9000');
  assert.equal(host.send('84240600', Buffer.concat([u16(0x0012), ascii(SIGNATURE_PASSWORD)])).sw, '9000');
  for (const state of ['07', '0F']) assert.equal(host.send(`84F080${state}`).sw, '9000');
  return { bench, host, publicKey, publicKeyObject: made.data };
}

const isSignature = (key: ReturnType<typeof createPublicKey>, signature: Uint8Array) =>
  verify('sha384', MESSAGE, { key, dsaEncoding: 'ieee-p1363' }, signature);

test('§7 a key pair is made on P-384 and comes out as an uncompressed point', () => {
  const { host, publicKeyObject } = newCard();
  assert.equal(toHex(publicKeyObject.slice(0, 3)), '866104');
  assert.equal(publicKeyObject.length, 99);
  assert.deepEqual(host.send('84CB0600', readBackData(0x0013)).data, publicKeyObject);
});

test('§7 COMPUTE DIGITAL SIGNATURE is ECDSA with SHA-384 over a digest or a message, r ‖ s', () => {
  const { bench, publicKey } = newCard();
  bench.send(AUTHENTICATION);
  const digest = createHash('sha384').update(MESSAGE).digest();
  assert.equal(bench.sendData('802A0293', digest, '00'), '6982');
  assert.equal(bench.verify(0x11, PIN), '9000');
  const first = split(bench.sendData('802A0293', digest, '00'));
  assert.equal(first.data.length, 96);
  assert.ok(isSignature(publicKey, first.data));
  assert.ok(isSignature(publicKey, split(bench.sendData('802A0393', MESSAGE, '00')).data));
  assert.notDeepEqual(
    split(bench.sendData('802A0293', digest, '00')).data,
    first.data,
    'a new nonce each time',
  );
  assert.equal(bench.sendData('802A0093', digest, '00'), '6A86');
  assert.equal(bench.sendData('802A0293', digest.subarray(1), '00'), '6700');
  assert.equal(bench.sendData('802A0293', digest, '5F'), '6700');
});

test('§7 two secrets: the PIN opens everything but the signature, the password the signature alone', () => {
  const { bench } = newCard();
  bench.send(AUTHENTICATION);
  assert.equal(bench.send('00B0890000'), '6982');
  bench.verify(0x11, PIN);
  assert.equal(bench.send('00B0890000'), `${toHex(ascii('attributes'))}9000`);
  assert.equal(bench.sendData('802A0394', MESSAGE, '00'), '6982');
  bench.verify(0x12, SIGNATURE_PASSWORD);
  assert.match(bench.sendData('802A0394', MESSAGE, '00'), /9000$/);
  assert.equal(bench.tries(0x11), '63C3');
  assert.equal(bench.tries(0x12), '63C5');
});

test('§7 INTERNAL AUTHENTICATE signs a challenge with the card key', () => {
  const { bench, host } = newCard();
  const key = decodeChipPublicKey(host.send('84CB0600', readBackData(0x0015)).data);
  bench.send(AUTHENTICATION);
  const { data } = split(bench.sendData('00880095', MESSAGE, '00'));
  const spki = Buffer.from(publicKeyToSpki(key));
  assert.ok(isSignature(createPublicKey({ key: spki, format: 'der', type: 'spki' }), data));
});

test('§7 the applications of generation 1 are not there, nor the commands that only those have', () => {
  const { bench } = newCard();
  assert.equal(bench.send('00A4040C0AD392F000260100000001'), '6A82');
  bench.send(AUTHENTICATION);
  assert.equal(bench.send('80320080'), '6D00');
  assert.equal(bench.send('80AE0000'), '6D00');
  assert.equal(bench.send('80200080'), '6E00');
  assert.equal(bench.send(FACE), '9000');
  assert.equal(bench.tries(0x11), '63C0');
  assert.equal(bench.send('00880092'), '6D00');
});

test('§7 the ATR is not one that clients take for generation 1', () => {
  const { bench } = newCard();
  assert.equal(toHex(bench.chip.atr), '3BE800FF8131FE454D4942554E2D473219');
  assert.equal(
    bench.chip.atr.slice(1).reduce((check, byte) => check ^ byte),
    0,
    'TCK',
  );
  const contactless = GENERATION_2.atrs.contactless;
  assert.equal(
    contactless.slice(1).reduce((check, byte) => check ^ byte),
    0,
  );
  assert.equal(bench.send('00CA5F5100'), `${toHex(bench.chip.atr.slice(1))}9000`);
});

test('an image of generation 2 decodes to what was encoded, and knows its keys', () => {
  const { bench, host } = newCard();
  assert.deepEqual(decodeImage(encodeImage(bench.saved)), bench.saved);
  const status = decodeChipStatus(host.send('84CB0000', readBackData(CHIP_STATUS)).data, GENERATION_2);
  assert.deepEqual(
    status.keys.map(({ application, id }) => `${application} ${id}`),
    ['authentication 19', 'authentication 20', 'authentication 21'],
  );
});
