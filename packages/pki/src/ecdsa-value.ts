import { DerReader, readInteger } from './der/read.ts';
import { sequence, unsignedInteger } from './der/write.ts';
import { PkiError } from './errors.ts';

// P-384: r and s are as long as the order of the curve.
const NUMBER_LENGTH = 48;

/**
 * A P-384 signature as certificates and CMS have it, Ecdsa-Sig-Value (RFC 5480 §2.2.3), from r ‖ s as a chip gives it.
 * @throws PkiError 'der-value' unless it is 96 bytes
 */
export function ecdsaValue(pair: Uint8Array): Uint8Array {
  if (pair.length !== 2 * NUMBER_LENGTH) throw new PkiError('der-value', 'r ‖ s of P-384 is 96 bytes');
  return sequence(
    unsignedInteger(pair.subarray(0, NUMBER_LENGTH)),
    unsignedInteger(pair.subarray(NUMBER_LENGTH)),
  );
}

/**
 * The way back: r ‖ s, 96 bytes, of an Ecdsa-Sig-Value.
 * @throws PkiError 'der-…' when it is none, or of a longer curve
 */
export function ecdsaPair(value: Uint8Array): Uint8Array {
  const reader = DerReader.sequence(value);
  const numbers = [
    readInteger(reader.next(), NUMBER_LENGTH + 1),
    readInteger(reader.next(), NUMBER_LENGTH + 1),
  ];
  reader.end();
  return Uint8Array.from(Buffer.concat(numbers.map(fixed)));
}

function fixed(number: bigint): Buffer {
  const hex = number.toString(16).padStart(2 * NUMBER_LENGTH, '0');
  if (number < 0n || hex.length > 2 * NUMBER_LENGTH) throw new PkiError('der-value', 'not a number of P-384');
  return Buffer.from(hex, 'hex');
}
