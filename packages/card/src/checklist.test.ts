import assert from 'node:assert/strict';
import { publicDecrypt } from 'node:crypto';
import { test } from 'node:test';
import { toHex } from './bytes.ts';
import { Bench, CERTIFICATE, PIN, SIGNATURE_PASSWORD, split } from './testing/fixture.ts';
import { testKey } from './testing/keys.ts';

const DIGEST_INFO = `3031300D060960864801650304020105000420${'AB'.repeat(32)}`;

test('§8 ① empty VERIFY is 63Cx always: fresh, verified, blocked and unset', () => {
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

test('§8 ② 6982 on EF 0001 before the password', () => {
  const bench = new Bench();
  bench.select('jpki');
  bench.send('00A4020C020001');
  assert.equal(bench.send('00B0000004'), '6982');
  bench.verify(0x1b, SIGNATURE_PASSWORD);
  bench.send('00A4020C020001');
  assert.equal(bench.send('00B0000004'), '308202CF9000');
});

test('§8 ③ certificate files start with 30 82 and their length', () => {
  const bench = new Bench();
  bench.select('jpki');
  for (const file of ['0002', '000A', '000B']) {
    bench.send(`00A4020C02${file}`);
    assert.equal(bench.send('00B0000004'), '308202CF9000', file);
  }
});

test('§8 ④ short reads end with 9000, past the end 6B00', () => {
  const bench = new Bench();
  bench.select('jpki');
  bench.send('00A4020C02000A');
  const last = CERTIFICATE.length - 3;
  const offset = last.toString(16).padStart(4, '0');
  assert.equal(bench.send(`00B0${offset}00`), `${toHex(CERTIFICATE.slice(last))}9000`);
  assert.equal(bench.send(`00B0${(last + 3).toString(16).padStart(4, '0')}00`), '6B00');
  assert.equal(bench.send('00B07FFF00'), '6B00');
});

test('§8 ⑤ sizes of the text files', () => {
  const bench = new Bench();
  bench.select('text');
  bench.verify(0x11, PIN);
  const sizes = ['0001', '0003', '0005'].map((file) => {
    bench.send(`00A4020C02${file}`);
    return split(bench.send('00B00000000000')).data.length;
  });
  assert.deepEqual(sizes, [17, 336, 256]);
});

test('§8 ⑥ short EF ids in READ, VERIFY and COMPUTE DIGITAL SIGNATURE', () => {
  const bench = new Bench();
  bench.select('jpki');
  assert.equal(bench.send('00B08A0004'), '308202CF9000');
  assert.equal(bench.verify(0x18, PIN), '9000');
  assert.equal(split(bench.send(`802A009733${DIGEST_INFO}00`)).data.length, 256);
});

test('§8 ⑦ an extended Le reads a whole file at once', () => {
  const bench = new Bench();
  bench.select('jpki');
  bench.send('00A4020C02000A');
  assert.equal(bench.send('00B00000000000'), `${toHex(CERTIFICATE)}9000`);
  assert.equal(bench.send('00B082000000'.concat('00')), `${toHex(CERTIFICATE)}9000`);
});

test('§8 ⑧ P1 = 00 signs any 1 to 245 bytes exactly as given', () => {
  const bench = new Bench();
  bench.select('jpki');
  bench.verify(0x18, PIN);
  bench.send('00A4020C020017');
  for (const length of [1, 20, 51, 245]) {
    const data = new Uint8Array(length).fill(0x5a);
    const answer = split(bench.sendData('802A0080', data, '00'));
    assert.equal(answer.sw, '9000');
    assert.deepEqual(new Uint8Array(publicDecrypt(testKey('card').publicKey, answer.data)), data);
  }
  assert.equal(bench.sendData('802A0080', new Uint8Array(246), '00'), '6700');
});

test('§8 ⑨ what is verified survives selecting the same application again, and no other', () => {
  const bench = new Bench();
  bench.select('jpki');
  bench.verify(0x18, PIN);
  bench.select('jpki');
  assert.equal(split(bench.send(`802A009733${DIGEST_INFO}00`)).sw, '9000');
  bench.select('text');
  bench.select('jpki');
  assert.equal(bench.send(`802A009733${DIGEST_INFO}00`), '6982');
});

test('§8 ⑩ the probes of other drivers all get an error', () => {
  const cards = Array.from({ length: 16 }, (_, n) => `00A4040C07A00000007901${`0${n.toString(16)}`}00`);
  const probes = [
    '00A4040007627601FF000000',
    '00A4040006A00000000101',
    '00A404000BE82B0601040181C31F020100',
    '00A4040C0FD23300000045737445494420763335',
    '00CADF3005',
    '00CB3FFF035C017E08',
    '00A4040009A0000003080000100000',
    '00A4040C07A000000116DB0000',
    '00A4040C07A000000079100000',
    ...cards,
    '00A404000CF276A288BCFBA69D34F31001',
    '00A4040009A0000003974254465900',
    '00A4040006D2760001240100',
  ];
  const bench = new Bench();
  for (const application of ['card-manager', 'jpki'] as const) {
    bench.select(application);
    for (const probe of probes) assert.match(bench.send(probe), /^6[^3]..$/, probe);
  }
});

test('§8 ⑪ the ATR is there at any time', () => {
  const bench = new Bench();
  bench.select('jpki');
  assert.equal(toHex(bench.chip.atr), '3BE000FF8131FE4514');
  assert.deepEqual(bench.chip.powerOn(), bench.chip.atr);
  assert.deepEqual(bench.chip.reset(), bench.chip.atr);
});

test('§8 ⑫ CHANGE REFERENCE DATA after VERIFY', () => {
  const bench = new Bench();
  bench.select('jpki');
  bench.send('00A4020C020018');
  assert.equal(bench.send('002401800435363738'), '6982');
  bench.verify(0x18, PIN);
  assert.equal(bench.send('002401800435363738'), '9000');
  assert.equal(bench.verify(0x18, PIN), '63C2');
  assert.equal(bench.verify(0x18, '5678'), '9000');
});

test('§8 ⑬ GET CHALLENGE', () => {
  const bench = new Bench();
  bench.select('jpki');
  assert.equal(split(bench.send('008400000A')).data.length, 10);
  assert.equal(split(bench.send('0084000000')).data.length, 256);
  assert.equal(bench.send('00840000000100'), '6985');
});
