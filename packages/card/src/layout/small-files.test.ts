import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ascii, hex, toHex } from '../bytes.ts';
import { decodeCertificatePresence, encodeCertificatePresence } from './certificate-presence.ts';
import { LayoutError } from './layout-error.ts';
import {
  decodeCommonSerial,
  decodeKeyIdRecord,
  encodeCommonSerial,
  encodeKeyIdRecord,
  splitRecords,
} from './records.ts';
import { encodeTlv, readAll, readTlv } from './tlv.ts';
import { decodeTokenInfo, encodeTokenInfo } from './token-info.ts';

test('§2.1 EF 0006 is 160 bytes with the label clients know', () => {
  const file = encodeTokenInfo({ serialNumber: '0000000020500003' });
  assert.equal(file.length, 160);
  assert.equal(Buffer.from(file.slice(0, 32)).toString('latin1'), `JPKIAPICCTOKEN2${' '.repeat(17)}`);
  assert.equal(toHex(file.slice(96, 124)), '0000040D00000001000000000000000100000000' + '0000001000000006');
  assert.equal(Buffer.from(file.slice(140)).toString('latin1'), '03019999999999999999');
  assert.equal(decodeTokenInfo(file).serialNumber, '0000000020500003');
  assert.equal(decodeTokenInfo(file).label, 'JPKIAPICCTOKEN2');
  assert.throws(() => encodeTokenInfo({ serialNumber: '1'.repeat(17) }), RangeError);
  assert.throws(() => decodeTokenInfo(file.slice(1)), LayoutError);
});

test('§2.1 EF 0008: adult 8F8F00, child under 15 008F00', () => {
  const adult = { signature: true, authentication: true };
  const child = { signature: false, authentication: true };
  assert.equal(toHex(encodeCertificatePresence(adult)), '8F8F00');
  assert.equal(toHex(encodeCertificatePresence(child)), '008F00');
  assert.deepEqual(decodeCertificatePresence(hex('008F00')), child);
  assert.throws(() => decodeCertificatePresence(hex('8F8F')), LayoutError);
});

test('§2.5 common EF 0001 is one record of serial, municipality and expiry', () => {
  const serial = { chipSerial: '900000000000017', municipality: '13101', expiry: '2035-04-01' };
  const file = encodeCommonSerial(serial);
  assert.deepEqual(file, new Uint8Array([0x01, 0x1c, ...ascii('9000000000000171310120350401')]));
  assert.deepEqual(decodeCommonSerial(file), serial);
  assert.throws(() => decodeCommonSerial(file.slice(0, -1)), LayoutError);
  const keyId = new Uint8Array(16).fill(3);
  assert.deepEqual(decodeKeyIdRecord(encodeKeyIdRecord(keyId)), keyId);
});

test('simple TLV: records that do not fill the file are refused', () => {
  assert.equal(splitRecords(hex('0101AA0202BBCC')).length, 2);
  for (const wrong of ['01', '0102AA', '0001AA', 'FF01AA', '01FF']) {
    assert.throws(() => splitRecords(hex(wrong)), LayoutError, wrong);
  }
});

test('BER-TLV: lengths grow when they must, and all forms are read', () => {
  for (const length of [0, 127, 128, 255, 256, 40000]) {
    const value = new Uint8Array(length).fill(1);
    for (const form of ['minimal', '81', '82'] as const) {
      const object = readTlv(encodeTlv(0xdf21, value, form));
      assert.deepEqual([object.tag, object.value.length], [0xdf21, length]);
    }
  }
  assert.equal(toHex(encodeTlv(0x90, hex('AA'), '82')), '90820001AA');
  for (const wrong of ['90', '9002AA', 'DF', 'DF81', 'DF8101', '9080', '9083000001AA']) {
    assert.throws(() => readAll(hex(wrong)), LayoutError, wrong);
  }
});
