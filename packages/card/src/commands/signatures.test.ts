import assert from 'node:assert/strict';
import { constants, publicDecrypt, verify } from 'node:crypto';
import { test } from 'node:test';
import { activeImage, Bench, blankImage, PIN, SIGNATURE_PASSWORD, split } from '../../testing/fixture.ts';
import { testKey } from '../../testing/keys.ts';
import { ascii, concat, hex } from '../bytes.ts';
import { sha256 } from '../crypto/sha256.ts';

const MESSAGE = ascii('a message of less than 256 bytes');
const DIGEST = sha256(MESSAGE);

function authenticated(): Bench {
  const bench = new Bench();
  bench.select('jpki');
  bench.verify(0x18, PIN);
  return bench;
}

const signature = (bench: Bench, p1: string, data: Uint8Array) => {
  const answer = split(bench.sendData(`802A${p1}97`, data, '00'));
  assert.equal(answer.sw, '9000');
  return answer.data;
};

const isPkcs1 = (bytes: Uint8Array) => verify('sha256', MESSAGE, testKey('card').publicKey, bytes);
const isPss = (bytes: Uint8Array) => {
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  return verify('sha256', MESSAGE, { key: testKey('card').publicKey, padding, saltLength: 32 }, bytes);
};

test('§4.6 P1 = 00 with a DigestInfo is a PKCS#1 v1.5 signature', () => {
  const digestInfo = concat(hex('3031300D060960864801650304020105000420'), DIGEST);
  assert.ok(isPkcs1(signature(authenticated(), '00', digestInfo)));
});

test('§4.6 P1 = 01 pads the bare hash of the message', () => {
  const block = publicDecrypt(testKey('card').publicKey, signature(authenticated(), '01', MESSAGE));
  assert.deepEqual(new Uint8Array(block), DIGEST);
});

test('§4.6 P1 = 02 signs a hash, 03 a message, with PKCS#1 v1.5', () => {
  assert.ok(isPkcs1(signature(authenticated(), '02', DIGEST)));
  assert.ok(isPkcs1(signature(authenticated(), '03', MESSAGE)));
});

test('§4.6 P1 = 04 signs a hash, 05 a message, with PSS and a new salt each time', () => {
  const bench = authenticated();
  const first = signature(bench, '04', DIGEST);
  assert.ok(isPss(first));
  assert.ok(isPss(signature(bench, '05', MESSAGE)));
  assert.notDeepEqual(signature(bench, '04', DIGEST), first);
});

test('chip.md §4.6 every form takes data of exactly its lengths', () => {
  const bench = authenticated();
  const lengths = {
    '00': [1, 245],
    '01': [1, 255],
    '02': [32, 32],
    '03': [1, 255],
    '04': [32, 32],
    '05': [1, 255],
  };
  for (const [p1, [shortest = 0, longest = 0]] of Object.entries(lengths)) {
    const answer = (length: number) => {
      const lc = length.toString(16).padStart(4, '0');
      return split(bench.send(`802A${p1}9700${lc}${'5A'.repeat(length)}0000`));
    };
    for (const length of [shortest, longest]) {
      assert.equal(answer(length).data.length, 256, `${p1} ${length}`);
    }
    for (const length of [shortest - 1, longest + 1]) {
      assert.equal(answer(length).sw, '6700', `${p1} ${length}`);
    }
  }
});

test('chip.md §4.6 the default key signs and leaves the current EF what it is', () => {
  const bench = new Bench();
  bench.select('text');
  bench.send('00A4020C020005');
  assert.match(bench.sendData('802A0200', DIGEST, '00'), /9000$/);
  assert.equal(bench.send('00B0000002'), 'FF409000');
});

test('§4.6 wrong P1, P2, lengths', () => {
  const bench = authenticated();
  assert.equal(bench.sendData('802A0697', DIGEST, '00'), '6A86');
  assert.equal(bench.sendData('802A0017', DIGEST, '00'), '6A86');
  assert.equal(bench.sendData('802A0297', MESSAGE.slice(1), '00'), '6700');
  assert.equal(bench.send('802A009700'), '6700');
  assert.equal(bench.sendData('802A0097', DIGEST), '6700');
  assert.equal(bench.sendData('802A0097', DIGEST, '80'), '6700');
});

test('§4.6 no key named 6986, not a key 6A88, no default key 6A88', () => {
  const bench = authenticated();
  bench.select('jpki');
  assert.equal(bench.sendData('802A0080', DIGEST, '00'), '6986');
  assert.equal(bench.sendData('802A0098', DIGEST, '00'), '6A88');
  assert.equal(bench.sendData('802A0000', DIGEST, '00'), '6A88');
});

test('§4.6 each key asks for its own credential', () => {
  const bench = authenticated();
  assert.equal(bench.sendData('802A009A', DIGEST, '00'), '6982');
  bench.verify(0x1b, SIGNATURE_PASSWORD);
  assert.match(bench.sendData('802A009A', DIGEST, '00'), /9000$/);
  assert.match(bench.sendData('802A009A', DIGEST, '00'), /9000$/);
});

test('CHIP-06 the default keys of the text and card-face applications sign without a credential', () => {
  for (const application of ['text', 'visual'] as const) {
    const bench = new Bench();
    bench.select(application);
    const answer = split(bench.sendData('802A0200', DIGEST, '00'));
    assert.equal(answer.sw, '9000');
    assert.ok(isPkcs1(answer.data));
  }
});

test('before the chip is active the keys of the JPKI application do not sign, the card keys do', () => {
  for (const state of ['initialised', 'personalised'] as const) {
    const bench = new Bench({ ...activeImage(), state });
    bench.select('jpki');
    assert.equal(bench.verify(0x18, PIN), '9000');
    assert.equal(bench.sendData('802A0297', DIGEST, '00'), '6985', state);
    bench.select('visual');
    assert.match(bench.sendData('802A0200', DIGEST, '00'), /9000$/, state);
  }
});

test('§4.6 a key that has not been made is 6A88', () => {
  const bench = new Bench(blankImage());
  bench.select('visual');
  assert.equal(bench.sendData('802A0200', DIGEST, '00'), '6A88');
});

test('§4.7 INTERNAL AUTHENTICATE signs the challenge, the same each time', () => {
  const bench = new Bench();
  bench.select('common');
  const answer = bench.sendData('00880099', MESSAGE, '00');
  assert.ok(isPkcs1(split(answer).data));
  assert.equal(bench.sendData('00880099', MESSAGE, '00'), answer);
});

test('chip.md §4.7 INTERNAL AUTHENTICATE takes 1 to 255 bytes, by short id or of the current key', () => {
  const bench = new Bench();
  bench.select('common');
  for (const length of [1, 255]) {
    assert.match(bench.sendData('00880099', new Uint8Array(length), '00'), /9000$/, String(length));
  }
  assert.equal(bench.send('0088009900'), '6700');
  assert.equal(bench.send(`00880099000100${'00'.repeat(256)}0000`), '6700');
  assert.equal(bench.sendData('00880099', MESSAGE), '6700');
  assert.equal(bench.sendData('00880199', MESSAGE, '00'), '6A86');
  assert.equal(bench.sendData('0088009C', MESSAGE, '00'), '6A88');
  bench.send('00A4020C020019');
  assert.match(bench.sendData('00880080', MESSAGE, '00'), /9000$/);
});

test('§4.7 INTERNAL AUTHENTICATE elsewhere: 6982 for keys with a PIN, 6985 for card keys', () => {
  const bench = authenticated();
  assert.equal(bench.sendData('00880097', MESSAGE, '00'), '6982');
  bench.select('text');
  assert.equal(bench.sendData('00880093', MESSAGE, '00'), '6985');
  bench.select('common');
  assert.equal(bench.sendData('802A0299', DIGEST, '00'), '6985');
});

test('§4.9 SET PUBLIC IC KEY refuses every terminal certificate', () => {
  const bench = new Bench();
  bench.select('jpki');
  assert.equal(bench.send(`80A200C1000100${'00'.repeat(256)}`), '6700');
  assert.equal(bench.send(`80A206C1000238${'7F'.repeat(568)}`), '6985');
  for (const parameters of ['0000', '00AE', '8000', '00B6']) {
    assert.equal(bench.send(`80A2${parameters}000238${'7F'.repeat(568)}`), '6A86', parameters);
  }
  assert.equal(bench.sendData('00820000', DIGEST), '6985');
});

test('chip.md §3.5, §4.11 what only the issuer may, and what other tokens know', () => {
  const bench = new Bench();
  for (const application of ['jpki', 'text', 'visual', 'juki', 'common'] as const) {
    bench.select(application);
    for (const ins of ['54', '50', '52', '8A', '06']) {
      assert.equal(bench.send(`80${ins}0000`), '6982', `${application} ${ins}`);
    }
    assert.equal(bench.send('80FC0000'), '6700', application);
    assert.equal(bench.send('002C0080'), '6D00', application);
    assert.equal(bench.send('00C0000000'), '6D00', application);
  }
});
