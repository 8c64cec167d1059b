import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, randomBytes, verify } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { hex, toHex } from '../bytes.ts';
import { importP384Key, signDigestP384 } from './ecdsa.ts';

// RFC 6979 A.2.6: key, and the nonce and signature of "sample" with SHA-384.
const KEY = hex(
  '6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D896D5724E4C70A825F872C9EA60D2EDF5',
);
const NONCE = hex(
  '94ED910D1A099DAD3254E9242AE85ABDE4BA15168EAF0CA87A555FD56D10FBCA2907E3E83BA95368623B8C4686915CF9',
);
const R = '94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C81A648152E44ACF96E36DD1E80FABE46';
const S = '99EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94FA329C145786E679E7B82C71A38628AC8';

test('RFC 6979 A.2.6 the signature of "sample" with the nonce of the vector', () => {
  // RFC 5958 with the key of RFC 5915 inside.
  const pkcs8 = hex(`304E020100301006072A8648CE3D020106052B8104002204373035020101 0430${toHex(KEY)}`);
  const key = importP384Key(pkcs8);
  const digest = createHash('sha384').update('sample').digest();
  // The nonce is what 56 random bytes leave modulo n - 1, plus one.
  const numbers = [BigInt(`0x${toHex(NONCE)}`) - 1n, 5n];
  const signature = signDigestP384(key, digest, (length) =>
    hex((numbers.shift() ?? assert.fail()).toString(16).padStart(2 * length, '0')),
  );
  assert.equal(toHex(signature), R + S);
});

test('node:crypto accepts every signature, and no other digest', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const key = importP384Key(privateKey.export({ format: 'der', type: 'pkcs8' }));
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (message) => {
      const digest = createHash('sha384').update(message).digest();
      const signature = signDigestP384(key, digest, (length) => randomBytes(length));
      assert.equal(signature.length, 96);
      const options = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
      assert.ok(verify('sha384', message, options, signature));
      assert.ok(!verify('sha384', Buffer.concat([message, Buffer.of(0)]), options, signature));
    }),
    { numRuns: 50 },
  );
});

test('a key of another kind is refused', () => {
  for (const { privateKey } of [
    generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    generateKeyPairSync('ed25519'),
  ]) {
    assert.throws(() => importP384Key(privateKey.export({ format: 'der', type: 'pkcs8' })), RangeError);
  }
});
