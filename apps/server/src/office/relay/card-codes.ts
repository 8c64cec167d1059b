import type { CardErrorCode } from '@mibun/reader';

// A record, so that a code that the reader adds does not go unnoticed.
const CARD_CODES: Readonly<Record<CardErrorCode, true>> = {
  'card-removed': true,
  'card-reset': true,
  'card-timeout': true,
  'no-card': true,
  'card-mute': true,
  'reader-in-use': true,
  'reader-removed': true,
  'reader-service': true,
  'reader-support': true,
  'wrong-pin': true,
  'pin-blocked': true,
  'malformed-pin': true,
  'not-activated': true,
  'application-not-found': true,
  'file-not-found': true,
  'security-status': true,
  'memory-failure': true,
  'secure-channel': true,
  'malformed-answer': true,
  'unexpected-status': true,
};

/** Whether an agent's code is one of the reader's. */
export function isCardErrorCode(code: string): code is CardErrorCode {
  return Object.hasOwn(CARD_CODES, code);
}
