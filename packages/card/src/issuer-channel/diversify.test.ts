import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toHex } from '../bytes.ts';
import { diversificationData, diversify } from './diversify.ts';

const counting = (length: number) => Uint8Array.from({ length }, (_, index) => index);

// Known answers from the KBKDFCMAC of pyca/cryptography 48 (counter mode, one-byte counter after 15 bytes).
test('SP 800-108 the keys of a chip are what another implementation derives, AES-128', () => {
  const keys = diversify(counting(16), '123456789012345');
  assert.equal(toHex(keys.enc), '456C1A796C5BECAD43388C5CAC614B27');
});

test('SP 800-108 the keys of a chip are what another implementation derives, AES-256', () => {
  const keys = diversify(counting(32), '123456789012345');
  assert.equal(toHex(keys.enc), '5A42EB20D78666826B1EEA15CB9D5F87E92AA4BC338CBC6D598B7F5D4CEEA98B');
});

test('SCP03 each chip and each use has a key of its own', () => {
  const one = diversify(counting(16), '123456789012345');
  const two = diversify(counting(16), '123456789012346', 2);
  const all = [one.enc, one.mac, one.dek, two.enc, two.mac, two.dek].map(toHex);
  assert.equal(new Set(all).size, 6);
  assert.deepEqual([one.version, two.version], [1, 2]);
});

test('SCP03 a master key of another length and a wrong serial are refused', () => {
  assert.throws(() => diversify(counting(24), '123456789012345'), RangeError);
  assert.throws(() => diversify(counting(16), '12345678901234'), RangeError);
});

test('SCP03 the diversification data tells the host which chip it is', () => {
  assert.equal(toHex(diversificationData('123456789012345')), '123456789012345F0000');
});
