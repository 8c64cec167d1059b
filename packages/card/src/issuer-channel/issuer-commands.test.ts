import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activeImage, Bench, blankImage, CHIP_SERIAL, PIN } from '../../testing/fixture.ts';
import { issuerOf, readBackData } from '../../testing/issuer.ts';
import { testKey } from '../../testing/keys.ts';
import { ascii, concat, toHex, u16 } from '../bytes.ts';
import { decodePublicKey } from '../layout/public-key.ts';
import { decodeChipStatus } from './chip-status.ts';
import { decodeCredentialStates } from './credential-states.ts';

test('GENERATE KEY PAIR answers with the public key as the two objects 90 and 91', () => {
  const bench = new Bench(blankImage());
  const host = issuerOf(bench);
  const answer = host.send('84460100', u16(0x0017));
  assert.equal(answer.sw, '9000');
  assert.equal(toHex(answer.data.slice(0, 9)), '90030100019182' + '0100');
  assert.deepEqual(decodePublicKey(answer.data), testKey('card').rsa);
  assert.deepEqual(host.send('84CB0100', readBackData(0x0017)).data, answer.data);
  assert.equal(host.send('84CB0100', readBackData(0x001a)).sw, '6A88');
});

test('GENERATE KEY PAIR is for key EFs alone', () => {
  const host = issuerOf(new Bench());
  assert.equal(host.send('84460100', u16(0x000a)).sw, '6981');
  assert.equal(host.send('84460100', u16(0x0003)).sw, '6A82');
  assert.equal(host.send('84460102', u16(0x0017)).sw, '6A86');
  assert.equal(host.send('84460100', u16(0x0017).slice(1)).sw, '6700');
});

test('SET CREDENTIAL gives a value and a full counter; the wrong form is 6A80', () => {
  const bench = new Bench(blankImage());
  const host = issuerOf(bench);
  assert.equal(host.send('84240100', concat(u16(0x0018), ascii('12345'))).sw, '6A80');
  assert.equal(host.send('84240200', concat(u16(0x0012), ascii('1234'))).sw, '6A80');
  assert.equal(host.send('84240100', concat(u16(0x0018), ascii(PIN))).sw, '9000');
  bench.select('jpki');
  assert.equal(bench.tries(0x18), '63C3');
  assert.equal(bench.verify(0x18, PIN), '9000');
});

test('SET CREDENTIAL without a value makes it unset', () => {
  const bench = new Bench();
  assert.equal(issuerOf(bench).send('84240100', u16(0x001b)).sw, '9000');
  bench.select('jpki');
  assert.equal(bench.tries(0x1b), '63C0');
});

test('UNBLOCK fills the counter and keeps the value', () => {
  const bench = new Bench();
  bench.select('jpki');
  for (let i = 0; i < 3; i++) bench.verify(0x18, '0000');
  assert.equal(bench.verify(0x18, PIN), '6984');
  assert.equal(issuerOf(bench).send('842C0100', u16(0x0018)).sw, '9000');
  bench.select('jpki');
  assert.equal(bench.verify(0x18, PIN), '9000');
  assert.equal(issuerOf(new Bench(blankImage())).send('842C0100', u16(0x0018)).sw, '6985');
});

test('PIN-03 LET HOLDER SET: one change without the old value, which the issuer never sees', () => {
  const bench = new Bench(blankImage());
  assert.equal(issuerOf(bench).send('84280100', u16(0x0018)).sw, '9000');
  bench.select('jpki');
  assert.equal(bench.sendData('00240198', ascii('12345')), '6A80');
  assert.equal(bench.sendData('00240198', ascii('4711')), '9000');
  assert.equal(bench.sendData('00240198', ascii('0815')), '6982');
  assert.equal(bench.verify(0x18, '4711'), '9000');
});

const sets = (bench: Bench, value: string) => {
  bench.select('common');
  return bench.sendData('0024019C', ascii(value));
};
const grant = (bench: Bench) => issuerOf(bench).send('84280500', u16(0x001c)).sw;
const isOpen = (bench: Bench) =>
  decodeCredentialStates(issuerOf(bench).send('84CB0500', readBackData(0xffff)).data).some(
    ({ id, holderMaySet }) => id === 0x1c && holderMaySet,
  );

test('LET HOLDER SET serves a blocked PIN, and can be taken back', () => {
  const bench = new Bench();
  bench.select('common');
  for (let i = 0; i < 3; i++) bench.verify(0x1c, '0000');
  grant(bench);
  assert.equal(sets(bench, '4711'), '9000');
  assert.equal(bench.verify(0x1c, '4711'), '9000');
  const host = issuerOf(bench);
  host.send('84280500', u16(0x001c));
  assert.equal(host.send('84280501', u16(0x001c)).sw, '9000');
  assert.equal(sets(bench, '1111'), '6982');
});

test('PIN-03 before hand-over LET HOLDER SET outlives the power', () => {
  const bench = new Bench(blankImage());
  grant(bench);
  bench.chip.reset();
  assert.equal(isOpen(bench), true);
  const later = new Bench(bench.saved);
  assert.equal(sets(later, '4711'), '9000');
  assert.equal(sets(later, '1111'), '6982', 'once');
});

test('on a card in operation a right to set that was left open ends with power, wherever it is torn off', () => {
  const ends: readonly ((bench: Bench) => Bench)[] = [
    (bench) => {
      bench.chip.reset();
      return bench;
    },
    (bench) => {
      bench.chip.powerOff();
      return bench;
    },
    // the power is cut right after the chip has written: what is in its memory is all there is
    (bench) => new Bench(bench.saved),
    // a value that is refused uses nothing up, and saves nothing either
    (bench) => {
      assert.equal(sets(bench, '12345'), '6A80');
      return new Bench(bench.saved);
    },
  ];
  for (const end of ends) {
    const bench = new Bench();
    grant(bench);
    assert.equal(isOpen(bench), true);
    const found = end(bench);
    assert.equal(sets(found, '1111'), '6982');
    assert.match(found.verify(0x1c, '1111'), /^63C/, 'nothing was set');
    assert.equal(isOpen(found), false);
    // granted anew it serves
    grant(found);
    assert.equal(sets(found, '4711'), '9000');
  }
});

test('a right that could not be written is none', () => {
  const bench = new Bench(undefined, {
    save: (image) => {
      if (image.credentials.some(({ holderMaySet }) => holderMaySet)) throw new Error('power cut');
    },
  });
  assert.equal(grant(bench), '6581');
  assert.equal(sets(bench, '1111'), '6982');
});

test('LET HOLDER SET is not for what is printed on the card', () => {
  assert.equal(issuerOf(new Bench()).send('84280200', u16(0x0014)).sw, '6985');
});

test('READ BACK gives no credential and no private key', () => {
  const host = issuerOf(new Bench());
  assert.equal(host.send('84CB0100', readBackData(0x0018)).sw, '6981');
  assert.equal(host.send('84CB0100', readBackData(0x0005)).sw, '6981');
  const pkcs8 = toHex(testKey('card').pkcs8).slice(-64);
  assert.ok(!toHex(host.send('84CB0100', readBackData(0x0017)).data).includes(pkcs8));
  assert.equal(host.send('84CB0100', readBackData(0x000a, 0x7000)).sw, '6B00');
});

test('READ BACK FFFF tells the state of every credential', () => {
  const bench = new Bench();
  bench.select('jpki');
  for (let i = 0; i < 3; i++) bench.verify(0x18, '0000');
  const host = issuerOf(bench);
  host.send('84280100', u16(0x0018));
  const states = decodeCredentialStates(host.send('84CB0100', readBackData(0xffff)).data);
  assert.deepEqual(states, [
    { application: 'jpki', id: 0x18, state: 'blocked', triesLeft: 0, maxTries: 3, holderMaySet: true },
    { application: 'jpki', id: 0x1b, state: 'set', triesLeft: 5, maxTries: 5, holderMaySet: false },
  ]);
  const all = decodeCredentialStates(host.send('84CB0000', readBackData(0xffff)).data);
  assert.equal(all.length, 11);
  assert.equal(all.find(({ id }) => id === 0x12)?.state, 'unset');
});

test('READ BACK FFFE tells how far the chip is', () => {
  const host = issuerOf(new Bench(blankImage()));
  host.send('84460101', u16(0x0017));
  assert.deepEqual(decodeChipStatus(host.send('84CB0000', readBackData(0xfffe)).data), {
    state: 'initialised',
    chipSerial: CHIP_SERIAL,
    keyVersion: 1,
    issuerTriesLeft: 10,
    keys: [],
    pendingKeys: [{ application: 'jpki', id: 0x17 }],
    pendingFiles: [],
  });
});

test('SET STATUS goes forward only', () => {
  const bench = new Bench(blankImage());
  const host = issuerOf(bench);
  assert.equal(host.send('84F0800F').sw, '6985');
  assert.equal(host.send('84F08007').sw, '9000');
  assert.equal(host.send('84F08007').sw, '9000');
  assert.equal(host.send('84F08001').sw, '6985');
  assert.equal(host.send('84F0800F').sw, '9000');
  assert.equal(host.send('84F08007').sw, '6985');
  assert.equal(host.send('84F08002').sw, '6A86');
  assert.equal(host.send('84F0400F').sw, '6A86');
  assert.equal(bench.saved.state, 'active');
});

test('SET STATUS a locked chip opens no application and returns to where it was', () => {
  const bench = new Bench(activeImage());
  const host = issuerOf(bench);
  assert.equal(host.send('84F0807F').sw, '9000');
  assert.equal(bench.select('jpki'), '6985');
  assert.equal(bench.select('card-manager'), '9000');
  const again = issuerOf(bench);
  assert.equal(again.send('84F08007').sw, '6985');
  assert.equal(again.send('84F0800F').sw, '9000');
  assert.equal(bench.select('jpki'), '9000');
});

test('SET STATUS FF: nothing of the holder is left and nothing works any more', () => {
  const bench = new Bench(activeImage());
  assert.equal(issuerOf(bench).send('84F080FF').sw, '9000');
  assert.deepEqual([bench.saved.files.length, bench.saved.keys.length], [0, 0]);
  assert.ok(bench.saved.credentials.every(({ value }) => value === undefined));
  assert.ok(bench.saved.issuerKeys.enc.every((byte) => byte === 0));
  assert.equal(bench.select('jpki'), '6985');
  assert.equal(bench.send('00CA004500'), '6985');
  assert.equal(bench.send('8050000008010203040506070800'), '6985');
});
