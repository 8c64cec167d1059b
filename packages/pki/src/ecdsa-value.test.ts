import assert from 'node:assert/strict';
import { sign, verify } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { testKey } from '../testing/fixtures.ts';
import { integer, sequence, unsignedInteger } from './der/write.ts';
import { ecdsaPair, ecdsaValue } from './ecdsa-value.ts';

const { privateKey: key } = testKey('holder', 'ec-p384');
const message = new TextEncoder().encode('a message');

test('RFC 5480 §2.2.3 both forms of a signature are the same signature', () => {
  const pair = sign('sha384', message, { key, dsaEncoding: 'ieee-p1363' });
  assert.ok(verify('sha384', message, key, ecdsaValue(pair)));
  const value = sign('sha384', message, key);
  assert.ok(verify('sha384', message, { key, dsaEncoding: 'ieee-p1363' }, ecdsaPair(value)));
});

test('r and s keep their leading zeros as a pair, and have none in DER', () => {
  fc.assert(
    fc.property(fc.nat(48), fc.uint8Array({ minLength: 96, maxLength: 96 }), (zeros, random) => {
      const pair = random.fill(0, 0, zeros);
      assert.deepEqual(ecdsaPair(ecdsaValue(pair)), pair);
    }),
  );
});

test('what is no signature of P-384 is refused', () => {
  assert.throws(() => ecdsaValue(new Uint8Array(64)), { code: 'der-value' });
  const one = integer(1);
  const wrong = [sequence(one), sequence(one, one, one), sequence(one, integer(-1))];
  const long = sequence(unsignedInteger(new Uint8Array(49).fill(1)), one);
  for (const value of [...wrong, long, new Uint8Array(0)]) {
    assert.throws(() => ecdsaPair(value), { name: 'PkiError' });
  }
});
