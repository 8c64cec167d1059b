import { createHash } from 'node:crypto';
import { ascii } from '../bytes.ts';
import type { CardInterface } from '../profiles/card-profile.ts';
import type { ChipState } from './card-image.ts';

/** First bytes of an image, then its version. */
export const MAGIC = ascii('MIBUNCHIP');
export const VERSION = 4;
export const CHECKSUM_LENGTH = 32;

/** Codes are positions in these lists: append only. */
export const INTERFACES: readonly CardInterface[] = ['contact', 'contactless'];
export const STATES: readonly ChipState[] = ['initialised', 'personalised', 'active', 'locked', 'terminated'];
export const STATES_BEFORE_LOCK = [undefined, 'personalised', 'active'] as const;

/** Finds damage, not forgery: whoever stores images must encrypt and authenticate them. */
export function checksum(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest());
}
