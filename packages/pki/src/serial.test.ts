import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { random } from '../testing/fixtures.ts';
import { readElement } from './der/read.ts';
import { PkiError } from './errors.ts';
import { newSerial, readSerial, serialHex, serialInteger } from './serial.ts';

test('pki.md §2 a new serial is positive, of one length, and has at least 64 random bits', () => {
  for (let count = 0; count < 200; count++) {
    const serial = newSerial(random);
    assert.equal(serial.length, 10);
    assert.equal((serial[0] ?? 0) >> 6, 1);
  }
  assert.throws(() => newSerial(() => new Uint8Array(3)), PkiError);
});

test('bigint, octets and hex of one serial have one canonical text, and survive DER', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: (1n << 159n) - 1n }), (value) => {
      const hex = serialHex(value);
      assert.match(hex, /^([0-9a-f]{2})+$/);
      assert.equal(BigInt(`0x${hex}`), value);
      assert.equal(serialHex(`000${hex.toUpperCase()}`), hex);
      assert.equal(serialHex(Buffer.from(`00${hex}`, 'hex')), hex);
      assert.equal(readSerial(readElement(serialInteger(value))), hex);
    }),
  );
});

test('RFC 5280 §4.1.2.2 zero, negative and longer than 20 octets are refused', () => {
  for (const bad of [0n, -5n, 1n << 159n, '', '00', 'xy', new Uint8Array(0)]) {
    assert.throws(
      () => serialHex(bad),
      (error) => error instanceof PkiError && error.code === 'serial-invalid',
    );
  }
  assert.equal(serialHex((1n << 159n) - 1n).length, 40);
});
