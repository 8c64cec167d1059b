import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activeImage, Bench, blankImage, ISSUER_KEYS } from '../../testing/fixture.ts';
import { issuerOf, readBackData } from '../../testing/issuer.ts';
import { openPatiently, Scp03Host } from '../../testing/scp03-host.ts';
import { ISSUER_TRIES } from '../image/issuer-keys.ts';
import { diversify } from './diversify.ts';

const WRONG_KEYS = { ...ISSUER_KEYS, mac: new Uint8Array(16) };
const hostOf = (bench: Bench, keys = ISSUER_KEYS) => new Scp03Host(keys, (command) => bench.send(command));

test('SCP03 card and host recognise each other, with AES-128 and AES-256', () => {
  for (const length of [16, 32]) {
    const keys = diversify(new Uint8Array(length).fill(7), '900000000000017');
    const host = issuerOf(new Bench(blankImage(keys)), keys);
    assert.equal(host.cardIsGenuine, true);
    const answer = host.send('84CB0000', readBackData(0xfffe));
    assert.equal(answer.sw, '9000');
    assert.ok(answer.data.length > 0);
  }
});

test('SCP03 INITIALIZE UPDATE: serial, key version, SCP03 with i = 60', () => {
  const bench = new Bench();
  const answer = bench.send('8050000008010203040506070800');
  assert.equal(answer.slice(0, 26), '900000000000017F0000010360');
  assert.equal(answer.length, 2 * (29 + 2));
  assert.match(bench.send('8050010008010203040506070800'), /9000$/);
  assert.equal(bench.send('8050020008010203040506070800'), '6A88');
  assert.equal(bench.send('80500000070102030405060700'), '6700');
});

const INITIALIZE_UPDATE = '8050000008010203040506070800';

const patiently = (bench: Bench, keys = ISSUER_KEYS) => openPatiently(() => hostOf(bench, keys).open());

test('SCP03 wrong keys make the next openings wait, longer each time up to a limit, and none closes the channel', () => {
  const bench = new Bench();
  const waits = Array.from({ length: ISSUER_TRIES + 3 }, () => patiently(bench, WRONG_KEYS));
  assert.deepEqual(
    waits.map(({ refusals }) => refusals),
    [0, 0, 0, 8, 16, 32, 64, 128, 256, 512, 512, 512, 512],
  );
  assert.deepEqual(new Set(waits.map(({ sw }) => sw)), new Set(['6982']));
  // Whatever has run beside the reader: the office still opens its card, by asking again.
  assert.equal(bench.saved.issuerTriesLeft, 1);
  assert.deepEqual(patiently(new Bench(bench.saved)), { refusals: 512, sw: '9000' });
});

test('SCP03 the right keys get through by asking again, and nothing is left of the failures', () => {
  const bench = new Bench();
  for (let i = 0; i < ISSUER_TRIES - 1; i++) patiently(bench, WRONG_KEYS);
  assert.equal(bench.saved.issuerTriesLeft, 1);
  assert.deepEqual(patiently(bench), { refusals: 512, sw: '9000' });
  assert.equal(bench.saved.issuerTriesLeft, ISSUER_TRIES);
  bench.chip.reset();
  assert.deepEqual(patiently(bench), { refusals: 0, sw: '9000' });
});

test('SCP03 cutting the power does not shorten the wait', () => {
  let bench = new Bench();
  for (let i = 0; i < 3; i++) patiently(bench, WRONG_KEYS);
  for (let i = 0; i < 8; i++) {
    bench = new Bench(bench.saved);
    assert.equal(bench.send(INITIALIZE_UPDATE), '69F0');
    assert.equal(bench.saved.issuerWait, 7 - i);
  }
  assert.match(new Bench(bench.saved).send(INITIALIZE_UPDATE), /9000$/);
});

test('SCP03 a refusal counts only once it is written, and only for a whole command', () => {
  const patient = new Bench();
  for (let i = 0; i < 3; i++) patiently(patient, WRONG_KEYS);
  const failing = new Bench(patient.saved, {
    save: () => {
      throw new Error('power cut');
    },
  });
  for (let i = 0; i < 20; i++) assert.equal(failing.send(INITIALIZE_UPDATE), '6581');
  for (let i = 0; i < 20; i++) assert.equal(patient.send('80500000070102030405060700'), '6700');
  assert.equal(patient.saved.issuerWait, 8);
});

test('SCP03 try and wait are saved before the cryptogram is looked at', () => {
  const saved: (readonly number[])[] = [];
  const image = { ...activeImage(), issuerTriesLeft: ISSUER_TRIES - 2 };
  const bench = new Bench(image, {
    save: ({ issuerTriesLeft, issuerWait }) => void saved.push([issuerTriesLeft, issuerWait]),
  });
  assert.equal(hostOf(bench).open(), '9000');
  assert.deepEqual(saved, [
    [ISSUER_TRIES - 3, 8],
    [ISSUER_TRIES, 0],
  ]);
});

test('SCP03 when the failure cannot be saved the cryptogram is not looked at', () => {
  const bench = new Bench(undefined, {
    save: () => {
      throw new Error('power cut');
    },
  });
  assert.equal(hostOf(bench).open(), '6581');
  assert.equal(bench.send('84CB0000'), '6982');
});

test('SCP03 no weaker security level than 33', () => {
  for (const level of ['00', '01', '03', '11', '13']) {
    const bench = new Bench();
    bench.send('8050000008010203040506070800');
    assert.equal(bench.send(`8482${level}0010${'00'.repeat(16)}`), '6A86');
  }
});

test('SCP03 without INITIALIZE UPDATE there is nothing to authenticate', () => {
  const bench = new Bench();
  assert.equal(bench.send(`8482330010${'00'.repeat(16)}`), '6985');
});

test('SCP03 a challenge is good for one attempt', () => {
  const bench = new Bench();
  bench.send('8050000008010203040506070800');
  bench.send(`8482330010${'00'.repeat(16)}`);
  assert.equal(bench.send(`8482330010${'00'.repeat(16)}`), '6985');
});

test('SCP03 issuer commands without a channel are 6982', () => {
  const bench = new Bench();
  for (const ins of ['24', '28', '2C', '44', '46', 'CA', 'CB', 'D8', 'E2', 'F0']) {
    assert.equal(bench.send(`84${ins}0000020018`), '6982', ins);
  }
});

test('SCP03 a wrong MAC closes the channel', () => {
  const bench = new Bench();
  const host = issuerOf(bench);
  const command = host.wrap('84CB0000', readBackData(0xfffe));
  const lastDigit = command.endsWith('0') ? '1' : '0';
  assert.equal(bench.send(command.slice(0, -1) + lastDigit), '6982');
  assert.equal(bench.send(command), '6982');
  assert.equal(host.send('84CB0000', readBackData(0xfffe)).sw, '6982');
});

test('SCP03 a command cannot be sent twice', () => {
  const bench = new Bench();
  const command = issuerOf(bench).wrap('84CB0000', readBackData(0xfffe));
  assert.match(bench.send(command), /9000$/);
  assert.equal(bench.send(command), '6982');
});

test('SCP03 selecting and resetting end the channel', () => {
  for (const end of ['select', 'reset'] as const) {
    const bench = new Bench();
    const host = issuerOf(bench);
    if (end === 'select') bench.select('card-manager');
    else bench.chip.reset();
    assert.equal(host.send('84CB0000', readBackData(0xfffe)).sw, '6982', end);
  }
});

test('SCP03 errors leave without data and protection, and the channel goes on', () => {
  const bench = new Bench();
  const host = issuerOf(bench);
  assert.equal(host.send('84EE0000').sw, '6D00');
  assert.equal(host.send('84CB0900', readBackData(1)).sw, '6A86');
  assert.equal(host.send('84CB0100', readBackData(3)).sw, '6A82');
  assert.equal(host.send('84CA0045').sw, '9000');
});

test('SCP03 outside the card manager 80 50 is JICSAP LOCK DF', () => {
  const bench = new Bench();
  bench.select('jpki');
  assert.equal(bench.send('8050000008010203040506070800'), '6982');
});
