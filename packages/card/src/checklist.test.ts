import assert from 'node:assert/strict';
import { publicDecrypt } from 'node:crypto';
import { test } from 'node:test';
import {
  activeImage,
  Bench,
  blankImage,
  CERTIFICATE,
  PIN,
  SIGNATURE_PASSWORD,
  split,
} from '../testing/fixture.ts';
import { testKey } from '../testing/keys.ts';
import { ascii, hex, toHex } from './bytes.ts';

const DIGEST_INFO = `3031300D060960864801650304020105000420${'AB'.repeat(32)}`;

test('chip.md §8 ① empty VERIFY is 63Cx always: fresh, verified, blocked and unset', () => {
  const blank = new Bench(blankImage());
  blank.select('jpki');
  assert.equal(blank.tries(0x18), '63C0');
  const bench = new Bench();
  bench.select('jpki');
  assert.equal(bench.tries(0x18), '63C3');
  bench.verify(0x18, PIN);
  assert.equal(bench.tries(0x18), '63C3');
  for (let i = 0; i < 4; i++) bench.verify(0x18, '9999');
  assert.equal(bench.tries(0x18), '63C0');
  bench.select('text');
  assert.equal(bench.tries(0x12), '63C0');
});

test('chip.md §8 ② 6982 on EF 0001 before the password', () => {
  const bench = new Bench();
  bench.select('jpki');
  bench.verify(0x18, PIN);
  bench.send('00A4020C020001');
  assert.equal(bench.send('00B0000004'), '6982');
  bench.verify(0x1b, SIGNATURE_PASSWORD);
  bench.send('00A4020C020001');
  assert.equal(bench.send('00B0000004'), '308202CF9000');
});

test('chip.md §8 ③ certificate files start with 30 82 and their length', () => {
  const bench = new Bench();
  bench.select('jpki');
  for (const file of ['0002', '000A', '000B']) {
    bench.send(`00A4020C02${file}`);
    assert.equal(bench.send('00B0000004'), '308202CF9000', file);
    const { data } = split(bench.send('00B00000000000'));
    assert.ok(data.length >= 4 + 0x2cf, 'as long as its first bytes say');
  }
});

test('chip.md §8 ④ short reads end with 9000, past the end 6B00', () => {
  const bench = new Bench();
  bench.select('jpki');
  bench.send('00A4020C02000A');
  const last = CERTIFICATE.length - 3;
  const offset = last.toString(16).padStart(4, '0');
  assert.equal(bench.send(`00B0${offset}00`), `${toHex(CERTIFICATE.slice(last))}9000`);
  assert.equal(bench.send(`00B0${(last + 3).toString(16).padStart(4, '0')}00`), '6B00');
  assert.equal(bench.send('00B07FFF00'), '6B00');
});

test('chip.md §8 ⑤ sizes of the text files', () => {
  const bench = new Bench();
  bench.select('text');
  bench.verify(0x11, PIN);
  const sizes = ['0001', '0003', '0005'].map((file) => {
    bench.send(`00A4020C02${file}`);
    return split(bench.send('00B00000000000')).data.length;
  });
  assert.deepEqual(sizes, [17, 336, 256]);
});

test('chip.md §8 ⑥ short EF ids in READ, VERIFY and COMPUTE DIGITAL SIGNATURE', () => {
  const bench = new Bench();
  bench.select('jpki');
  assert.equal(bench.send('00B08A0004'), '308202CF9000');
  assert.equal(bench.verify(0x18, PIN), '9000');
  assert.equal(split(bench.send(`802A009733${DIGEST_INFO}00`)).data.length, 256);
});

test('chip.md §8 ⑦ an extended Le reads a whole file at once', () => {
  const bench = new Bench();
  bench.select('jpki');
  bench.send('00A4020C02000A');
  assert.equal(bench.send('00B00000000000'), `${toHex(CERTIFICATE)}9000`);
  assert.equal(bench.send('00B082000000'.concat('00')), `${toHex(CERTIFICATE)}9000`);
});

test('chip.md §8 ⑧ P1 = 00 signs any 1 to 245 bytes exactly as given', () => {
  const bench = new Bench();
  bench.select('jpki');
  bench.verify(0x18, PIN);
  bench.send('00A4020C020017');
  for (let length = 1; length <= 245; length += length < 5 || length > 240 ? 1 : 16) {
    const data = new Uint8Array(length).fill(0x5a);
    const answer = split(bench.sendData('802A0080', data, '00'));
    assert.equal(answer.sw, '9000');
    assert.deepEqual(new Uint8Array(publicDecrypt(testKey('card').publicKey, answer.data)), data);
  }
  assert.equal(bench.sendData('802A0080', new Uint8Array(246), '00'), '6700');
});

test('chip.md §8 ⑨ what is verified survives selecting the same application again, and no other', () => {
  const bench = new Bench();
  bench.select('jpki');
  bench.verify(0x18, PIN);
  bench.select('jpki');
  assert.equal(split(bench.send(`802A009733${DIGEST_INFO}00`)).sw, '9000');
  bench.select('text');
  bench.select('jpki');
  assert.equal(bench.send(`802A009733${DIGEST_INFO}00`), '6982');
});

/** chip.md §5.1: what OpenSC 0.23 sends before it comes to this card's driver, in this order. */
const OPENSC_PROBES = [
  '00A4040007627601FF000000',
  '00A4040006A00000000101',
  '00A404000BE82B0601040181C31F020100',
  '00A4040C0FD23300000045737445494420763335',
  '00CADF3005',
  '00CB3FFF035C017E08',
  '00A4040009A0000003080000100000',
  '00A4040009A0000003080000100000',
  '00A4040C07A000000116DB0000',
  '00A4040C07A000000079100000',
  ...Array.from({ length: 16 }, (_, n) => `00A4040C07A000000079010${n.toString(16).toUpperCase()}00`),
  '00A404000CF276A288BCFBA69D34F31001',
  '00A4040009A0000003974254465900',
  '00A4040006D2760001240100',
];

test('chip.md §8 ⑩ every probe of another driver gets an error, and then the card is bound', () => {
  assert.equal(OPENSC_PROBES.length, 29);
  const bench = new Bench();
  for (const application of ['card-manager', 'jpki', 'text', 'visual', 'juki', 'common'] as const) {
    if (application !== 'card-manager') bench.select(application);
    for (const probe of OPENSC_PROBES) {
      const unknown = probe === '00CADF3005' ? '6A88' : probe.startsWith('00CB') ? '6D00' : '6A82';
      assert.equal(bench.send(probe), unknown, `${probe} in ${application}`);
    }
  }
  assert.equal(bench.send('00A4040C0AD392F000260100000001'), '9000');
  assert.deepEqual(
    ['00A4020C020018', '00200080', '00A4020C02001B', '00200080'].map((command) => bench.send(command)),
    ['9000', '63C3', '9000', '63C5'],
  );
});

test('chip.md §8 ⑪ the ATR is there at any time: before power, in an application, after a reset', () => {
  for (const [contacts, atr] of [
    ['contact', '3BE000FF8131FE4514'],
    ['contactless', '3B888001000005E0B381A1007F'],
  ] as const) {
    const { chip } = new Bench({ ...activeImage(), interface: contacts });
    const given = [chip.atr, chip.powerOn()];
    chip.transmit(hex('00A4040C0AD392F000260100000001'));
    given.push(chip.atr, chip.reset(), chip.atr);
    chip.powerOff();
    given.push(chip.atr);
    assert.deepEqual(new Set(given.map(toHex)), new Set([atr]));
    // The last byte makes the exclusive-or of everything after TS zero (ISO/IEC 7816-3 §8.2.5).
    assert.equal(
      hex(atr)
        .slice(1)
        .reduce((sum, byte) => sum ^ byte, 0),
      0,
    );
    given[0]?.fill(0);
    assert.equal(toHex(chip.powerOn()), atr, 'what a caller does to the bytes does not reach the chip');
  }
});

test('chip.md §8 ⑫ CHANGE REFERENCE DATA after VERIFY, and not before', () => {
  const bench = new Bench();
  for (const [application, file, old, value] of [
    ['jpki', '0018', PIN, '5678'],
    ['jpki', '001B', SIGNATURE_PASSWORD, 'NEWPASS2027'],
    ['text', '0011', PIN, '5678'],
  ] as const) {
    bench.select(application);
    bench.send(`00A4020C02${file}`);
    const change = () => bench.sendData('00240180', ascii(value));
    assert.equal(change(), '6982', file);
    assert.equal(bench.sendData('00200080', ascii(old)), '9000', file);
    assert.equal(change(), '9000', file);
    assert.match(bench.sendData('00200080', ascii(old)), /^63C[24]$/, file);
    assert.equal(bench.sendData('00200080', ascii(value)), '9000', file);
  }
});

test('chip.md §8 ⑬ GET CHALLENGE gives 1 to 256 random bytes in every application', () => {
  const bench = new Bench();
  for (const application of ['card-manager', 'jpki', 'text', 'visual', 'juki', 'common'] as const) {
    bench.select(application);
    for (const [le, length] of [
      ['01', 1],
      ['0A', 10],
      ['FF', 255],
      ['00', 256],
    ] as const) {
      assert.equal(split(bench.send(`00840000${le}`)).data.length, length, `${application} ${le}`);
    }
    assert.notEqual(bench.send('0084000010'), bench.send('0084000010'));
    assert.equal(bench.send('00840000000100'), '6985');
  }
});
