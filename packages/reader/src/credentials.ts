import { CardError } from './card-error.ts';

/**
 * The four secrets a holder has (PIN-01), which are also their roles on the card. A card of generation 2 has two: its
 * one PIN stands for the last three.
 */
export type CredentialKind = 'signature' | 'authentication' | 'registry' | 'text';

/** What is printed or known and opens card-face and text data (CHIP-05, chip.md §3.1). */
export type PrintedKeyKind = 'code-a' | 'code-b' | 'birth-date';

// chip.md §3.1. The card itself would take any 1 to 16 bytes and count them as a wrong try.
const FORMATS: Readonly<Record<CredentialKind | PrintedKeyKind, RegExp>> = {
  signature: /^(?=.*[A-Z])(?=.*[0-9])[A-Z0-9]{6,16}$/,
  authentication: /^[0-9]{4}$/,
  registry: /^[0-9]{4}$/,
  text: /^[0-9]{4}$/,
  'code-a': /^[0-9]{12}$/,
  'code-b': /^[0-9]{14}$/,
  'birth-date': /^[0-9]{6}$/,
};

/**
 * The bytes to send for a credential that is already normalised (half width, upper case).
 * @throws CardError 'malformed-pin' for anything that cannot be this credential: it must not cost a try (PIN-04)
 */
export function credentialBytes(kind: CredentialKind | PrintedKeyKind, value: string): Uint8Array {
  if (!FORMATS[kind].test(value)) {
    throw new CardError('malformed-pin', `this cannot be a ${kind} credential; nothing was sent to the card`);
  }
  return new TextEncoder().encode(value);
}
