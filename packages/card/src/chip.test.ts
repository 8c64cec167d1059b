import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bench, blankImage, CHIP_SERIAL, ISSUER_KEYS, PIN } from '../testing/fixture.ts';
import { hex, toHex } from './bytes.ts';
import { Chip } from './chip.ts';
import { manufacture } from './image/manufacture.ts';

test('§1.3 the two interfaces have the two ATRs', () => {
  const blank = { chipSerial: CHIP_SERIAL, profile: 'generation-1', issuerKeys: ISSUER_KEYS } as const;
  const contactless = new Bench(manufacture({ ...blank, interface: 'contactless' })).chip;
  assert.equal(toHex(contactless.atr), '3B888001000005E0B381A1007F');
  assert.equal(toHex(new Bench(manufacture(blank)).chip.atr), '3BE000FF8131FE4514');
});

test('§1.4 only logical channel 0; unknown classes and instructions', () => {
  const bench = new Bench();
  assert.equal(bench.send('01A4040C0AD392F000260100000001'), '6881');
  assert.equal(bench.send('82CA004500'), '6881');
  assert.equal(bench.send('40A4040C0AD392F000260100000001'), '6881');
  assert.equal(bench.send('A0A4000002'), '6E00');
  assert.equal(bench.send('10A4040C0AD392F000260100000001'), '6E00');
  assert.equal(bench.send('FFCA000000'), '6E00');
  assert.equal(bench.send('80B0000000'), '6E00');
  assert.equal(bench.send('00EE0000'), '6D00');
});

test('§1.4 secure messaging without a session: SELECT 6882, READ and VERIFY 69FC', () => {
  const bench = new Bench();
  bench.select('text');
  for (const cla of ['08', '0C']) {
    assert.equal(bench.send(`${cla}A4040C0AD392F000260100000001`), '6882');
    assert.equal(bench.send(`${cla}B0000000`), '69FC');
    assert.equal(bench.send(`${cla}20008004`), '69FC');
  }
});

test('§4.12 bytes that are no command get 6700', () => {
  const bench = new Bench();
  for (const bytes of ['', '00', '00A404', '00A4020C0300', '0020008000000531']) {
    assert.equal(bench.send(bytes), '6700', bytes);
  }
});

test('§4.12 the longest command there is gets an answer, a longer one 6700', () => {
  const bench = new Bench();
  const longest = (header: string) => `${header}00FFFF${'5A'.repeat(0xffff)}0000`;
  const answers = {
    '00A4040C': '6700',
    '00B00000': '6986',
    '00200080': '6986',
    '80AE0000': '6982',
    '802A0080': '6986',
    '84E20081': '6982',
    '08B00000': '69FC',
    '00EE0000': '6D00',
  };
  bench.select('jpki');
  for (const [header, answer] of Object.entries(answers)) {
    assert.equal(hex(longest(header)).length, 65_544);
    assert.equal(bench.send(longest(header)), answer, header);
    assert.equal(bench.send(`${longest(header)}00`), '6700', header);
  }
  bench.send('00A4020C020018');
  assert.equal(bench.send(longest('00200080')), '6700');
  assert.equal(bench.send('00200080'), '63C3');
});

test('§4.12 lengths that contradict each other are 6700 and reach no command', () => {
  const bench = new Bench();
  bench.select('jpki');
  const malformed = [
    '00200098 05 31323334',
    '00200098 05 313233343536 00',
    '00200098 00 0000 00',
    '00200098 00 0005 31323334',
    '00200098 00 0004 31323334 00',
    '00200098 00 0004 31323334 0000 00',
    '00200098 00 FFFF 31323334',
    '00200098 00 00',
    '00B08A00 00 0000 0000',
  ];
  for (const command of malformed) assert.equal(bench.send(command), '6700', command);
  assert.equal(bench.tries(0x18), '63C3');
  assert.equal(bench.saves, 0);
  for (const whole of [
    '00200098 04 31323334',
    '00200098 00 0004 31323334',
    '00200098 00 0004 31323334 0000',
  ]) {
    assert.equal(bench.send(whole), '9000', whole);
  }
});

test('§3.4 power-off and reset clear what was verified and selected', () => {
  for (const forget of ['powerOff', 'reset', 'powerOn'] as const) {
    const bench = new Bench();
    bench.select('text');
    bench.verify(0x11, PIN);
    assert.equal(bench.send('00B0810003'), 'FF100C9000');
    bench.chip[forget]();
    assert.equal(bench.send('00B0000003'), '6986');
    bench.select('text');
    assert.equal(bench.send('00B0810003'), '6982');
  }
});

test('§3.3 the memory outlives the chip: a new one with the saved image knows the tries', () => {
  const bench = new Bench();
  bench.select('jpki');
  bench.verify(0x18, '0000');
  const next = new Bench(bench.saved);
  next.select('jpki');
  assert.equal(next.tries(0x18), '63C2');
});

test('§4.12 a memory that cannot be written answers 6581, and the try cannot be had for nothing', () => {
  const bench = new Bench(undefined, {
    save: () => {
      throw new Error('disk full');
    },
  });
  bench.select('jpki');
  assert.equal(bench.verify(0x18, PIN), '6581');
  assert.equal(bench.send(`802A009701AA00`), '6982');
});

test('§3.3 the try is saved before the comparison', () => {
  const triesSaved: number[] = [];
  const bench: Bench = new Bench(undefined, {
    save: (image) => {
      const pin = image.credentials.find(({ application, id }) => application === 'jpki' && id === 0x18);
      triesSaved.push(pin?.triesLeft ?? -1);
    },
  });
  bench.select('jpki');
  bench.verify(0x18, '0000');
  assert.deepEqual(triesSaved, [2]);
  bench.verify(0x18, PIN);
  assert.deepEqual(triesSaved, [2, 1, 3]);
});

test('§4.12 a failing generator is a status word, not an exception', () => {
  const chip = new Chip(blankImage(), {
    random: () => {
      throw new Error('no entropy');
    },
    generateKey: () => new Uint8Array(0),
    save: () => undefined,
  });
  assert.deepEqual(chip.transmit(Uint8Array.of(0x00, 0x84, 0x00, 0x00, 0x08)), Uint8Array.of(0x6f, 0x00));
});
