import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ISSUER_TRIES } from '../image/issuer-keys.ts';
import { Bench, blankImage, ISSUER_KEYS } from '../testing/fixture.ts';
import { issuerOf, readBackData } from '../testing/issuer.ts';
import { Scp03Host } from '../testing/scp03-host.ts';
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

test('SCP03 wrong keys are counted, the right ones restore the counter, ten in a row close the channel', () => {
  const bench = new Bench();
  for (let i = 0; i < ISSUER_TRIES - 1; i++) assert.equal(hostOf(bench, WRONG_KEYS).open(), '6982');
  assert.equal(bench.saved.issuerTriesLeft, 1);
  assert.equal(hostOf(bench).open(), '9000');
  assert.equal(bench.saved.issuerTriesLeft, ISSUER_TRIES);
  for (let i = 0; i < ISSUER_TRIES; i++) hostOf(bench, WRONG_KEYS).open();
  assert.equal(hostOf(bench).open(), '6983');
});

test('SCP03 the try is saved before the cryptogram is looked at', () => {
  const bench = new Bench();
  bench.send('8050000008010203040506070800');
  assert.equal(bench.saves, 0);
  assert.equal(bench.send(`8482330010${'00'.repeat(16)}`), '6982');
  assert.equal(bench.saved.issuerTriesLeft, ISSUER_TRIES - 1);
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
