import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  Bench,
  blankImage,
  CODE_B,
  INDIVIDUAL_NUMBER,
  PIN,
  SIGNATURE_PASSWORD,
} from '../../testing/fixture.ts';

test('CHIP-07 the exhausting attempt is 63C0, later ones 6984, even with the right value', () => {
  const bench = new Bench();
  bench.select('jpki');
  assert.deepEqual(
    ['0000', '0001', '0002', PIN].map((value) => bench.verify(0x18, value)),
    ['63C2', '63C1', '63C0', '6984'],
  );
});

test('CHIP-07 the right value restores the counter', () => {
  const bench = new Bench();
  bench.select('jpki');
  bench.verify(0x1b, 'WRONG123');
  bench.verify(0x1b, 'WRONG123');
  assert.equal(bench.tries(0x1b), '63C3');
  assert.equal(bench.verify(0x1b, SIGNATURE_PASSWORD), '9000');
  assert.equal(bench.tries(0x1b), '63C5');
});

test('§3.3 asking for the tries takes none, in the four- and the five-byte form', () => {
  const bench = new Bench();
  bench.select('jpki');
  bench.send('00A4020C020018');
  for (let i = 0; i < 5; i++) {
    assert.equal(bench.send('00200080'), '63C3');
    assert.equal(bench.send('0020008000'), '63C3');
  }
  assert.equal(bench.saves, 0);
});

test('§3.1 tries of every credential', () => {
  const bench = new Bench();
  const tries = [
    ['jpki', 0x18, '63C3'],
    ['jpki', 0x1b, '63C5'],
    ['text', 0x11, '63C3'],
    ['text', 0x14, '63CA'],
    ['text', 0x15, '63CA'],
    ['visual', 0x11, '63CA'],
    ['visual', 0x12, '63CA'],
    ['visual', 0x13, '63CA'],
    ['juki', 0x1c, '63C3'],
    ['common', 0x1c, '63C3'],
  ] as const;
  for (const [application, id, answer] of tries) {
    bench.select(application);
    assert.equal(bench.tries(id), answer, `${application} ${id}`);
  }
});

test('§3.1 the card compares bytes and folds no case', () => {
  const bench = new Bench();
  bench.select('jpki');
  assert.equal(bench.verify(0x1b, SIGNATURE_PASSWORD.toLowerCase()), '63C4');
});

test('§3.3 a value of wrong length is a wrong value; more than 16 bytes reach no comparison', () => {
  const bench = new Bench();
  bench.select('jpki');
  assert.equal(bench.verify(0x18, '12345'), '63C2');
  assert.equal(bench.verify(0x18, '1'.repeat(17)), '6700');
  assert.equal(bench.tries(0x18), '63C2');
});

test('chip.md §3.3 every value of 1 to 16 bytes is compared, and costs a try', () => {
  for (const length of [1, 3, 5, 16]) {
    const bench = new Bench();
    bench.select('text');
    assert.equal(bench.verify(0x14, '1'.repeat(length)), '63C9', String(length));
    assert.equal(bench.saves, 1);
  }
});

test('chip.md §3.4 the card manager and other applications clear what is verified, a failed SELECT does not', () => {
  const bench = new Bench();
  const reads = () => bench.send('00B0810001');
  bench.select('text');
  bench.verify(0x11, PIN);
  bench.send('00A4040C0AD392F000260100000099');
  bench.send('00A40000');
  assert.match(reads(), /9000$/);
  for (const other of ['card-manager', 'visual'] as const) {
    bench.verify(0x11, PIN);
    bench.select(other);
    bench.select('text');
    assert.equal(reads(), '6982', other);
  }
});

test('chip.md §3.4 each credential is verified by itself', () => {
  const bench = new Bench();
  bench.select('jpki');
  bench.verify(0x18, PIN);
  assert.equal(bench.send('00B0810004'), '6982');
  bench.verify(0x1b, SIGNATURE_PASSWORD);
  bench.verify(0x18, '0000');
  assert.equal(bench.send('00B0810004'), '308202CF9000');
});

test('§3.3 a wrong value takes the verified state away', () => {
  const bench = new Bench();
  bench.select('text');
  bench.verify(0x11, PIN);
  bench.verify(0x11, '0000');
  assert.equal(bench.send('00B0810003'), '6982');
});

test('§3.3 an unset credential: empty VERIFY 63C0, with data 6984', () => {
  const bench = new Bench(blankImage());
  bench.select('jpki');
  assert.equal(bench.tries(0x18), '63C0');
  assert.equal(bench.verify(0x18, PIN), '6984');
});

test('§4.4 what is no credential, and what names none', () => {
  const bench = new Bench();
  bench.select('jpki');
  assert.equal(bench.verify(0x0a, PIN), '6981');
  assert.equal(bench.verify(0x17, PIN), '6981');
  assert.equal(bench.verify(0x03, PIN), '6A82');
  bench.select('jpki');
  assert.equal(bench.send('00200080'), '6986');
  assert.equal(bench.send('00200000'), '6A86');
  assert.equal(bench.send('00200180'), '6A86');
});

test('§3.4 credentials of one application open nothing in another', () => {
  const bench = new Bench();
  bench.select('text');
  bench.verify(0x14, INDIVIDUAL_NUMBER);
  bench.select('visual');
  assert.equal(bench.send('00B0850003'), '6982');
});

test('§2.6 what each credential of the text and card-face applications opens', () => {
  const rights = [
    ['text', 0x11, PIN, ['81', '82', '83', '88']],
    ['text', 0x14, INDIVIDUAL_NUMBER, ['81', '83', '88']],
    ['text', 0x15, CODE_B, ['82', '83', '88']],
    ['visual', 0x11, '600401', ['81']],
    ['visual', 0x12, CODE_B, ['82', '86']],
    ['visual', 0x13, INDIVIDUAL_NUMBER, ['82', '85', '86']],
  ] as const;
  const guarded = { text: ['81', '82', '83', '88'], visual: ['81', '82', '85', '86'] };
  for (const [application, id, value, opened] of rights) {
    const bench = new Bench();
    bench.select(application);
    assert.equal(bench.verify(id, value), '9000');
    const readable = guarded[application].filter((sfi) => bench.send(`00B0${sfi}0001`).endsWith('9000'));
    assert.deepEqual(readable, opened, `${application} ${id}`);
  }
});
