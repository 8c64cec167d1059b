import { createECDH, createPrivateKey, type KeyObject } from 'node:crypto';
import { concat } from '../bytes.ts';

// SEC 2 §2.5.1 / FIPS 186-5: the order of P-384.
const ORDER = BigInt(
  '0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973',
);
const LENGTH = 48;
// FIPS 186-5 A.3.1: 64 bits more than the order, so that the remainder favours no value.
const EXTRA = 8;

const secrets = new WeakMap<KeyObject, bigint>();

/** @throws RangeError unless it is a private key on P-384 */
export function importP384Key(pkcs8: Uint8Array): KeyObject {
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  secretOf(key);
  return key;
}

/**
 * ECDSA on P-384 over a finished digest of 48 bytes: r ‖ s, 96 bytes. node:crypto signs messages only, so the point
 * comes from its ECDH and the rest is FIPS 186-5 §6.4.1. The inverse is taken of a blinded number, because arithmetic
 * of big integers takes longer for some values than for others.
 */
export function signDigestP384(
  key: KeyObject,
  digest: Uint8Array,
  random: (length: number) => Uint8Array,
): Uint8Array {
  const secret = secretOf(key);
  const message = toNumber(digest.slice(0, LENGTH)) % ORDER;
  for (;;) {
    const nonce = randomScalar(random);
    const blind = randomScalar(random);
    const curve = createECDH('secp384r1');
    curve.setPrivateKey(toBytes(nonce));
    const r = toNumber(curve.getPublicKey().subarray(1, 1 + LENGTH)) % ORDER;
    const blindedSum = (blind * message + ((blind * r) % ORDER) * secret) % ORDER;
    const s = (inverse((blind * nonce) % ORDER) * blindedSum) % ORDER;
    if (r !== 0n && s !== 0n) return concat(toBytes(r), toBytes(s));
  }
}

function secretOf(key: KeyObject): bigint {
  const known = secrets.get(key);
  if (known !== undefined) return known;
  const { kty, crv, d } = key.export({ format: 'jwk' });
  if (kty !== 'EC' || crv !== 'P-384' || d === undefined) throw new RangeError('not a private key on P-384');
  const secret = toNumber(Buffer.from(d, 'base64url'));
  secrets.set(key, secret);
  return secret;
}

function randomScalar(random: (length: number) => Uint8Array): bigint {
  return (toNumber(random(LENGTH + EXTRA)) % (ORDER - 1n)) + 1n;
}

// The order is prime, so every number below it but zero has an inverse: the extended Euclidean algorithm.
function inverse(value: bigint): bigint {
  let [low, high] = [value % ORDER, ORDER];
  let [x, y] = [1n, 0n];
  while (low > 1n) {
    const quotient = high / low;
    [low, high] = [high - quotient * low, low];
    [x, y] = [y - quotient * x, x];
  }
  return ((x % ORDER) + ORDER) % ORDER;
}

const toNumber = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

const toBytes = (value: bigint): Uint8Array =>
  new Uint8Array(Buffer.from(value.toString(16).padStart(2 * LENGTH, '0'), 'hex'));
