import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activeImage, Bench, blankImage } from '../../testing/fixture.ts';
import { issuerOf, readBackData, storeData } from '../../testing/issuer.ts';
import { ascii, toHex, u16 } from '../bytes.ts';
import { encodeCommonSerial } from '../layout/records.ts';

test('STORE writes a file in one block, and READ BACK gives it', () => {
  const bench = new Bench(blankImage());
  const host = issuerOf(bench);
  assert.equal(host.send('84E20181', storeData(0x000a, 0, 'certificate')).sw, '9000');
  assert.deepEqual(host.send('84CB0100', readBackData(0x000a)).data, ascii('certificate'));
  assert.deepEqual(host.send('84CB0100', readBackData(0x000a, 4, 3)).data, ascii('ifi'));
  bench.select('jpki');
  assert.equal(bench.send('00B08A0000'), `${toHex(ascii('certificate'))}9000`);
});

test('STORE changes nothing before the last block, and then all at once', () => {
  const bench = new Bench();
  const host = issuerOf(bench);
  host.send('84E20101', storeData(0x000a, 0, 'new '));
  host.send('84E20100', storeData(0x000a, 4, 'certi'));
  assert.equal(bench.saves, 1 + 1);
  assert.deepEqual(host.send('84CB0100', readBackData(0x000a, 0, 2)).data, Uint8Array.of(0x30, 0x82));
  host.send('84E20180', storeData(0x000a, 9, 'ficate'));
  assert.equal(bench.saves, 3);
  assert.deepEqual(host.send('84CB0100', readBackData(0x000a)).data, ascii('new certificate'));
});

test('STORE a file longer than a short command, in extended ones', () => {
  const bench = new Bench();
  const host = issuerOf(bench);
  const face = new Uint8Array(9000).map((_, index) => index & 0xff);
  assert.equal(host.send('84E20301', storeData(0x0002, 0, face.slice(0, 5000))).sw, '9000');
  assert.equal(host.send('84E20380', storeData(0x0002, 5000, face.slice(5000))).sw, '9000');
  assert.deepEqual(host.send('84CB0300', readBackData(0x0002)).data, face);
});

test('STORE blocks must follow each other and belong to one file', () => {
  const host = issuerOf(new Bench());
  assert.equal(host.send('84E20100', storeData(0x000a, 0, 'x')).sw, '6985');
  assert.equal(host.send('84E20101', storeData(0x000a, 1, 'x')).sw, '6A80');
  host.send('84E20101', storeData(0x000a, 0, 'x'));
  assert.equal(host.send('84E20180', storeData(0x000a, 2, 'x')).sw, '6A80');
  assert.equal(host.send('84E20180', storeData(0x000b, 1, 'x')).sw, '6985');
  assert.equal(host.send('84E201C0', storeData(0x000a, 1, 'x')).sw, '6985');
  assert.equal(host.send('84E20180', storeData(0x000a, 1, 'x')).sw, '9000');
});

test('STORE is for files: not keys, credentials, unknown EFs or what the manufacturer wrote', () => {
  const host = issuerOf(new Bench());
  assert.equal(host.send('84E20181', storeData(0x0017, 0, 'x')).sw, '6981');
  assert.equal(host.send('84E20181', storeData(0x0018, 0, '1234')).sw, '6981');
  assert.equal(host.send('84E20181', storeData(0x0005, 0, 'x')).sw, '6981');
  assert.equal(host.send('84E20181', storeData(0x0003, 0, 'x')).sw, '6A82');
  assert.equal(host.send('84E20081', storeData(0x0045, 0, 'x')).sw, '6985');
  assert.equal(host.send('84E20191', storeData(0x000a, 0, 'x')).sw, '6A86');
});

test('STORE card-manager objects are read by GET DATA', () => {
  const bench = new Bench();
  const host = issuerOf(bench);
  assert.equal(host.send('84E20081', storeData(0x00f0, 0, '13101')).sw, '9000');
  assert.equal(bench.send('00CA00F000'), `${toHex(ascii('13101'))}9000`);
});

test('STORE a record file must consist of records', () => {
  const bench = new Bench(blankImage());
  const host = issuerOf(bench);
  const record = encodeCommonSerial({
    chipSerial: '9'.repeat(15),
    municipality: '13101',
    expiry: '2035-04-01',
  });
  assert.equal(host.send('84E20581', storeData(0x0001, 0, record.slice(1))).sw, '6A80');
  assert.equal(host.send('84E20581', storeData(0x0001, 0, record)).sw, '9000');
  bench.select('common');
  assert.equal(bench.send('00B2010C00'), `${toHex(record)}9000`);
});

test('STORE a file longer than READ BINARY can reach is 6A84', () => {
  const host = issuerOf(new Bench());
  assert.equal(host.send('84E20301', storeData(0x0002, 0, new Uint8Array(0x8000))).sw, '9000');
  assert.equal(host.send('84E20380', storeData(0x0002, 0x8000, 'x')).sw, '6A84');
});

test('ACTIVATE PENDING puts files and keys of one application in place together', () => {
  const bench = new Bench(activeImage());
  const host = issuerOf(bench);
  host.send('84E201C1', storeData(0x000a, 0, 'new auth'));
  host.send('84E201C1', storeData(0x000b, 0, 'new ca'));
  host.send('84E202C1', storeData(0x0002, 0, 'new text'));
  assert.equal(host.send('84460101', u16(0x0017)).sw, '9000');
  assert.deepEqual(host.send('84CB0100', readBackData(0x000a, 0, 1)).data, Uint8Array.of(0x30));
  assert.deepEqual(host.send('84CB0101', readBackData(0x000a)).data, ascii('new auth'));
  const before = bench.saves;
  assert.equal(host.send('84440100').sw, '9000');
  assert.equal(bench.saves, before + 1);
  assert.deepEqual(host.send('84CB0100', readBackData(0x000a)).data, ascii('new auth'));
  assert.deepEqual(host.send('84CB0100', readBackData(0x000b)).data, ascii('new ca'));
  assert.notDeepEqual(host.send('84CB0200', readBackData(0x0002)).data, ascii('new text'));
  assert.equal(bench.saved.pendingFiles.length, 1);
  assert.equal(bench.saved.pendingKeys.length, 0);
});

test('ACTIVATE PENDING with nothing pending is 6A88: a host that lost the answer learns that it was done', () => {
  const host = issuerOf(new Bench());
  host.send('84E201C1', storeData(0x000a, 0, 'x'));
  assert.equal(host.send('84440100').sw, '9000');
  assert.equal(host.send('84440100').sw, '6A88');
});

test('ACTIVATE PENDING with P2 = 01 forgets what was written ahead', () => {
  const bench = new Bench();
  const host = issuerOf(bench);
  host.send('84E201C1', storeData(0x000a, 0, 'x'));
  assert.equal(host.send('84440101').sw, '9000');
  assert.equal(bench.saved.pendingFiles.length, 0);
  assert.deepEqual(host.send('84CB0100', readBackData(0x000a, 0, 1)).data, Uint8Array.of(0x30));
});
