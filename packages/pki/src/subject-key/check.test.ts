import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { repeatable, testKey } from '../../testing/fixtures.ts';
import { rsaSpki } from '../spki.ts';
import { checkSubjectKey } from './check.ts';
import { integerSquareRoot } from './fermat.ts';
import { SMALL_PRIMES } from './primes.ts';

const F4 = Uint8Array.of(1, 0, 1);
const random = repeatable('weak keys');

function bigint(octets: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(octets).toString('hex')}`);
}

function spki(modulus: bigint, exponent: Uint8Array = F4): Uint8Array {
  return rsaSpki({ modulus: Buffer.from(modulus.toString(16).padStart(512, '0'), 'hex'), exponent });
}

const ids = (octets: Uint8Array) => checkSubjectKey(octets).map(({ id }) => id);

/** An odd number of 1024 bits without small factors; that it is prime does not matter here. */
function roughNumber(from: bigint): bigint {
  let candidate = from | 1n;
  while (SMALL_PRIMES.some((prime) => candidate % BigInt(prime) === 0n)) candidate += 2n;
  return candidate;
}

/** The two highest bits set, so that a product has 2048 bits. */
function half(): bigint {
  return bigint(random(128)) | (3n << 1022n);
}

test('pki.md §3 good keys of both generations pass', () => {
  assert.deepEqual(ids(testKey('holder').spki), []);
  assert.deepEqual(ids(testKey('holder', 'ec-p384').spki), []);
  assert.deepEqual(ids(spki(roughNumber(half()) * roughNumber(half()))), []);
});

test('pki.md §1 an RSA key is of 2048 bits', () => {
  for (const modulusLength of [1024, 2047, 3072]) {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength });
    assert.deepEqual(ids(publicKey.export({ type: 'spki', format: 'der' })), ['rsa-size']);
  }
});

test('CA-02 the public exponent is 65537', () => {
  const modulus = roughNumber(half()) * roughNumber(half());
  assert.deepEqual(ids(spki(modulus, Uint8Array.of(3))), ['rsa-exponent']);
});

test('CABF BR §6.1.6 a modulus with a factor below 752 is refused', () => {
  const base = (1n << 2047n) + (bigint(random(200)) | 1n);
  for (const prime of [2n, 3n, 5n, 751n]) {
    let modulus = base - (base % prime);
    if (prime !== 2n && modulus % 2n === 0n) modulus += prime;
    assert.deepEqual(ids(spki(modulus)), ['rsa-small-factor'], `factor ${prime}`);
  }
});

test('CVE-2017-15361 a modulus with the ROCA fingerprint is refused', () => {
  const primorial = SMALL_PRIMES.filter((prime) => prime <= 167).reduce(
    (product, prime) => product * BigInt(prime),
    2n,
  );
  let residue = 1n;
  for (let power = 0; power < 12_345; power++) residue = (residue * 65_537n) % primorial;
  let modulus = (1n << 2047n) - ((1n << 2047n) % primorial) + primorial + residue;
  while (SMALL_PRIMES.some((prime) => modulus % BigInt(prime) === 0n)) modulus += primorial;
  assert.deepEqual(ids(spki(modulus)), ['rsa-roca']);
});

test('CABF BR §6.1.1.3 a modulus of two close primes is refused', () => {
  const first = roughNumber(half());
  const second = roughNumber(first + 10n ** 150n);
  assert.deepEqual(ids(spki(first * second)), ['rsa-close-primes']);
  assert.deepEqual(ids(spki(first * first)), ['rsa-close-primes']);
});

test('the integer square root is exact', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 1n << 2100n }), (value) => {
      const root = integerSquareRoot(value);
      assert.ok(root * root <= value && (root + 1n) * (root + 1n) > value);
    }),
  );
});

test('SEC 1 §3.2.2.1 an EC key is an uncompressed point on P-384', () => {
  const good = testKey('holder', 'ec-p384').spki;
  const moved = Uint8Array.from(good);
  moved[moved.length - 1] = (moved.at(-1) ?? 0) ^ 1;
  assert.deepEqual(ids(moved), ['ec-point']);
  const outside = Uint8Array.from(good).fill(0xff, good.length - 96, good.length - 48);
  assert.deepEqual(ids(outside), ['ec-point']);
  const compressed = Uint8Array.from(good);
  compressed[good.length - 97] = 0x02;
  assert.deepEqual(ids(compressed), ['ec-point']);
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  assert.deepEqual(ids(publicKey.export({ type: 'spki', format: 'der' })), ['ec-curve']);
});

test('other key types and octets that are no key are refused by name', () => {
  const { publicKey } = generateKeyPairSync('ed25519');
  assert.deepEqual(ids(publicKey.export({ type: 'spki', format: 'der' })), ['key-type']);
  assert.deepEqual(ids(Uint8Array.of(0x30, 0x03, 1, 2)), ['key-readable']);
  assert.deepEqual(ids(spki(0n)), ['rsa-size']);
});
