import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ATTRIBUTES,
  activeImage,
  Bench,
  CODE_B,
  INDIVIDUAL_NUMBER,
  ISSUER_KEYS,
  PIN,
  SIGNATURE_PASSWORD,
} from '../testing/fixture.ts';
import { issuerOf } from '../testing/issuer.ts';
import { testKey } from '../testing/keys.ts';
import { MessagingHost } from '../testing/messaging-host.ts';
import { ascii, hex, toHex } from './bytes.ts';
import { COMMANDS } from './commands/table.ts';
import { ISSUER_COMMANDS } from './issuer-channel/table.ts';

const ROUNDS = 5000;

/** xorshift32: the same commands every time, so that a failure can be found again. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const SELECTIONS = [
  '00A4040C07A0000001510000',
  '00A4040C0AD392F000260100000001',
  '00A4040C0AD3921000310001010408',
  '00A4040C0AD3921000310001010402',
  '00A4040C0AD3921000310001010401',
  '00A4040C0AD3921000310001010100',
].map(hex);

function randomCommand(below: (limit: number) => number): Uint8Array {
  const bytes = (length: number) => Uint8Array.from({ length }, () => below(256));
  const anything = () => bytes(below(40));
  const entry = COMMANDS[below(COMMANDS.length)] ?? assert.fail();
  const p1 = [0x00, 0x01, 0x02, 0x04, 0x80 | below(32), below(256)][below(6)] ?? 0;
  const p2 = [0x00, 0x04, 0x0c, 0x80, 0x80 | below(32), (below(31) << 3) | 4][below(6)] ?? 0;
  const data = bytes(1 + below(20));
  const header = [entry.cla, entry.ins, p1, p2];
  const known = () =>
    [
      Uint8Array.from(header),
      Uint8Array.from([...header, below(256)]),
      Uint8Array.from([...header, data.length, ...data]),
      Uint8Array.from([...header, data.length, ...data, 0]),
      Uint8Array.from([...header, 0, 0, 0]),
      Uint8Array.from([...header, 0, 0, data.length, ...data, 0, 0]),
    ][below(6)] ?? data;
  const issuer = () => {
    const { ins } = ISSUER_COMMANDS[below(ISSUER_COMMANDS.length)] ?? assert.fail();
    return Uint8Array.from([0x84, ins, p1, p2, data.length, ...data]);
  };
  const selection = () => SELECTIONS[below(SELECTIONS.length)] ?? assert.fail();
  const mutated = () => {
    const original = known();
    return original.with(below(original.length), below(256));
  };
  const kinds = [anything, known, known, known, mutated, issuer, selection];
  return (kinds[below(kinds.length)] ?? known)();
}

const { privateKey } = testKey('card');
const { d, p, q } = privateKey.export({ format: 'jwk' });

/** What must never be in an answer as long as nothing right is presented. */
const SECRETS = [
  ...[d, p, q].map((part) => Buffer.from(part ?? '', 'base64url').subarray(0, 16)),
  ...[ISSUER_KEYS.enc, ISSUER_KEYS.mac, ISSUER_KEYS.dek],
  ...[SIGNATURE_PASSWORD, INDIVIDUAL_NUMBER, CODE_B].map(ascii),
  Buffer.from(ATTRIBUTES.name),
  ascii('card face'),
].map((secret) => Buffer.from(secret));

/** What the chip may answer with (chip.md §4.12, and GlobalPlatform's for the issuer channel). */
const STATUS_WORDS =
  /^(9000|63C.|6300|66F1|6700|688[12]|6981|6982|6983|6984|6985|6986|6987|6988|69FC|69F0|6A8[012368]|6B00|6D00|6E00)$/;

test(`${ROUNDS} random commands: always a status word, never a secret`, () => {
  const below = generator(0x4d494255);
  const bench = new Bench(activeImage());
  const seen = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    const command = randomCommand(below);
    const answer = Buffer.from(bench.chip.transmit(command));
    const context = `${Buffer.from(command).toString('hex')} → ${answer.toString('hex')}`;
    assert.ok(answer.length >= 2, context);
    const statusWord = answer.subarray(-2).toString('hex').toUpperCase();
    assert.match(statusWord, STATUS_WORDS, context);
    seen.add(statusWord);
    if (statusWord !== '9000') assert.equal(answer.length, 2, context);
    for (const secret of SECRETS) assert.equal(answer.indexOf(secret), -1, context);
  }
  assert.ok(seen.size > 15, 'the commands reach far enough into the chip');
  assert.deepEqual(bench.saved.files, activeImage().files);
  assert.deepEqual(bench.saved.keys, activeImage().keys);
});

test('random issuer commands in an open channel: always a status word, never a secret', () => {
  const below = generator(0x12345678);
  const bench = new Bench(activeImage(), { generateKey: () => testKey('card').pkcs8 });
  let host = issuerOf(bench);
  const neverReadable = SECRETS.slice(0, 6);
  for (let round = 0; round < 1500; round++) {
    const { ins } = ISSUER_COMMANDS[below(ISSUER_COMMANDS.length)] ?? assert.fail();
    const p1 = below(4) === 0 ? below(256) : below(6);
    const p2 = [0x00, 0x01, 0x81, 0xc1, below(256)][below(5)] ?? 0;
    // Ending the chip's life would end the test, too.
    if (ins === 0xf0 && p2 === 0xff) continue;
    const length = below(30);
    const data = Uint8Array.from({ length }, (_, index) => (index === 0 ? 0 : below(index === 1 ? 31 : 256)));
    const header = Buffer.from([0x84, ins, p1, p2]).toString('hex');
    const answer = host.send(header, data);
    assert.match(answer.sw, STATUS_WORDS, header);
    for (const secret of neverReadable) assert.equal(Buffer.from(answer.data).indexOf(secret), -1, header);
    if (answer.sw === '6982') host = issuerOf(bench);
  }
});

test('a secured line under attack: always a status word, and what is protected never in the clear', () => {
  const below = generator(0x0badcafe);
  const { publicKey } = testKey('card');
  const inTheClear = [INDIVIDUAL_NUMBER, ATTRIBUTES.name].map((secret) => Buffer.from(secret));
  const seen = new Set<string>();
  let bench = new Bench(activeImage());
  let host = new MessagingHost();
  for (let round = 0; round < 1500; round++) {
    if (round % 10 === 0) {
      bench = new Bench(activeImage());
      host = new MessagingHost();
      bench.select('text');
      bench.verify(0x11, PIN);
      assert.equal(bench.send(host.delivery(publicKey)), '9000');
    }
    const file = Uint8Array.of(0, below(0x1f));
    const command = below(2) ? host.command('A4020C', file) : host.read(`8${below(10)}00`, below(600));
    const bytes = hex(command);
    const changed = below(3) ? bytes : bytes.with(below(bytes.length), below(256));
    // Its first bit would make the class another one, and the command one in the clear.
    if (changed[0] !== 0x08) continue;
    const answer = Buffer.from(bench.chip.transmit(changed));
    const statusWord = answer.subarray(-2).toString('hex').toUpperCase();
    assert.match(statusWord, STATUS_WORDS, toHex(changed));
    seen.add(statusWord);
    if (statusWord !== '9000') assert.equal(answer.length, 2, toHex(changed));
    for (const secret of inTheClear) assert.equal(answer.indexOf(secret), -1, toHex(changed));
  }
  for (const expected of ['9000', '6988', '69FC', '6981', '6A82']) assert.ok(seen.has(expected), expected);
});

test('commands of any length, and nothing but zeros or ones', () => {
  const bench = new Bench();
  for (const fill of [0x00, 0xff, 0x84]) {
    for (let length = 0; length < 300; length++) {
      const answer = bench.chip.transmit(new Uint8Array(length).fill(fill));
      assert.ok(answer.length >= 2);
    }
  }
  assert.equal(bench.chip.transmit(new Uint8Array(70_000)).length, 2);
});
