import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bench, blankImage, CERTIFICATE, CHIP_SERIAL, split } from '../../testing/fixture.ts';
import { ascii, toHex } from '../bytes.ts';

const SERIAL_RECORD = `011C${toHex(ascii(`${CHIP_SERIAL}1310120350401`))}`;

test('§4.2 READ BINARY: no current EF 6986, no transparent EF 6981, no Le 6700', () => {
  const bench = new Bench();
  bench.select('jpki');
  assert.equal(bench.send('00B0000000'), '6986');
  assert.equal(bench.send('00B0980000'), '6981');
  assert.equal(bench.send('00B0970000'), '6981');
  assert.equal(bench.send('00B0830000'), '6A82');
  bench.send('00A4020C02000A');
  assert.equal(bench.send('00B00000'), '6700');
  bench.select('common');
  assert.equal(bench.send('00B0810000'), '6981');
});

test('§4.2 READ BINARY by short id has an offset of eight bits and makes the EF current', () => {
  const bench = new Bench();
  bench.select('jpki');
  assert.equal(bench.send('00B08A0202'), '02CF9000');
  assert.equal(bench.send('00B0000002'), '30829000');
  assert.equal(bench.send('00B0800000'), '6A86');
  assert.equal(bench.send('00B0C00000'), '6A86');
});

test('chip.md §4.2 every size that clients ask for, short and extended', () => {
  const bench = new Bench();
  bench.select('jpki');
  bench.send('00A4020C02000A');
  for (const length of [4, 7, 17, 20, 32, 0x5f, 0xe0, 0xff]) {
    const le = length.toString(16).padStart(2, '0');
    assert.deepEqual(split(bench.send(`00B00000${le}`)).data, CERTIFICATE.slice(0, length));
    assert.deepEqual(split(bench.send(`00B0000100 00${le}`)).data, CERTIFICATE.slice(1, 1 + length));
  }
  assert.deepEqual(split(bench.send('00B0000000')).data, CERTIFICATE.slice(0, 256));
  assert.deepEqual(split(bench.send('00B00000000000')).data, CERTIFICATE);
  assert.deepEqual(split(bench.send('00B08AFF000000')).data, CERTIFICATE.slice(255));
});

test('§2.1 a file nobody has written is empty; certificate presence says so', () => {
  const bench = new Bench(blankImage());
  bench.select('jpki');
  assert.equal(bench.send('00B08A0000'), '6B00');
  assert.equal(bench.send('00B0880000'), '0000009000');
});

test('§2.1 EF 0009 is closed to everybody', () => {
  const bench = new Bench();
  bench.select('jpki');
  bench.verify(0x18, '1234');
  assert.equal(bench.send('00B0890000'), '6982');
});

test('§4.3 READ RECORD of the current EF and by short id', () => {
  const bench = new Bench();
  bench.select('common');
  assert.equal(bench.send('00B2010C00'), `${SERIAL_RECORD}9000`);
  bench.send('00A4020C020001');
  assert.equal(bench.send('00B2010400'), `${SERIAL_RECORD}9000`);
  assert.equal(bench.send('00B2010402'), '011C9000');
});

test('§4.3 READ RECORD: missing record 6A83, all records 6A81, transparent EF 6981', () => {
  const bench = new Bench();
  bench.select('common');
  assert.equal(bench.send('00B2020C00'), '6A83');
  assert.equal(bench.send('00B2000C00'), '6A83');
  assert.equal(bench.send('00B2010D00'), '6A81');
  assert.equal(bench.send('00B2010A00'), '6A86');
  bench.select('jpki');
  assert.equal(bench.send('00B2015400'), '6981');
});

test('§1.2 GET DATA works after power-on without any credential', () => {
  const bench = new Bench();
  assert.equal(bench.send('00CA004500'), `${toHex(ascii(CHIP_SERIAL))}9000`);
  assert.equal(bench.send('00CA5F5100'), 'E000FF8131FE45149000');
  assert.match(bench.send('00CA006600'), /^6631732F06072A864886FC6B01.*9000$/);
  assert.equal(bench.send('00CA00F300'), '6A88');
  assert.equal(bench.send('00CA00F000'), '6A88');
  assert.equal(bench.send('80CA004500'), bench.send('00CA004500'));
  assert.equal(bench.send('00CA0045'), '6700');
});

test('§1.2 objects longer than Le are 6700, with an extended Le they come', () => {
  const image = blankImage();
  const content = new Uint8Array(563).fill(1);
  const file = { application: 'card-manager', id: 0x7f21, content } as const;
  const bench = new Bench({ ...image, files: [...image.files, file] });
  assert.equal(bench.send('00CA7F2100'), '6700');
  assert.equal(bench.send('00CA7F21000000'), `${toHex(content)}9000`);
});

test('§1.2 selecting an application hides the objects, the card manager brings them back', () => {
  const bench = new Bench();
  bench.select('jpki');
  assert.equal(bench.send('00CA004500'), '6A88');
  assert.equal(bench.send('00CA5F5100'), 'E000FF8131FE45149000');
  bench.select('card-manager');
  assert.match(bench.send('00CA004500'), /9000$/);
});
