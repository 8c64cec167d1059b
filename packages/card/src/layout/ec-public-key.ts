import type { KeyObject } from 'node:crypto';
import { concat } from '../bytes.ts';
import { ofLength } from './fields.ts';
import { malformed } from './layout-error.ts';
import { encodeTlv, readSequence } from './tlv.ts';

/** A P-384 public key as a generation-2 chip writes it. */
export interface EcPublicKey {
  /** The uncompressed point `04 ‖ x ‖ y`, 97 bytes. */
  readonly point: Uint8Array;
}

const POINT = 0x86;
const UNCOMPRESSED = 0x04;
const COORDINATE_LENGTH = 48;
const POINT_LENGTH = 1 + 2 * COORDINATE_LENGTH;

/** The object `86 61 04 x y`, 99 bytes; tag 86 as in ISO/IEC 7816-8, its use on this chip is ours. */
export function encodeEcPublicKey({ point }: EcPublicKey): Uint8Array {
  return encodeTlv(POINT, ofLength(point, POINT_LENGTH, 'an uncompressed point of P-384'));
}

/** @throws LayoutError; whether the point is on the curve shows when the key is used */
export function decodeEcPublicKey(bytes: Uint8Array): EcPublicKey {
  const [{ value }] = readSequence(bytes, [POINT]);
  if (value.length !== POINT_LENGTH || value[0] !== UNCOMPRESSED)
    malformed('not an uncompressed P-384 point');
  return { point: value };
}

/** @throws RangeError unless it is a key on P-384 */
export function ecPublicKeyOf(key: KeyObject): EcPublicKey {
  const { kty, crv, x, y } = key.export({ format: 'jwk' });
  if (kty !== 'EC' || crv !== 'P-384' || x === undefined || y === undefined) {
    throw new RangeError('not a key on P-384');
  }
  const [left, right] = [x, y].map((part) => Buffer.from(part, 'base64url')) as [Buffer, Buffer];
  return { point: concat(Uint8Array.of(UNCOMPRESSED), left, right) };
}

/** The two coordinates as a JSON Web Key. */
export function ecJwk({ point }: EcPublicKey) {
  const half = (start: number) =>
    Buffer.from(point.slice(start, start + COORDINATE_LENGTH)).toString('base64url');
  return { kty: 'EC', crv: 'P-384', x: half(1), y: half(1 + COORDINATE_LENGTH) };
}
