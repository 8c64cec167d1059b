import { type ApplicationName, FILES } from '@mibun/card';
import { CardError } from './card-error.ts';

/** The four secrets a holder has (PIN-01). */
export type CredentialKind = 'signature' | 'authentication' | 'registry' | 'text';

/** What is printed or known and opens card-face and text data (CHIP-05, chip.md §3.1). */
export type PrintedKeyKind = 'code-a' | 'code-b' | 'birth-date';

/** One place on the chip where a credential is kept. */
export interface CredentialPlace {
  readonly application: ApplicationName;
  readonly file: number;
  /** The private JICSAP CHANGE KEY instead of CHANGE REFERENCE DATA (chip.md §3.5). */
  readonly changeKey?: true;
}

/** Where each secret lies. The registry PIN is kept twice, and both are changed together (chip.md §2.5). */
export const CREDENTIAL_PLACES: Readonly<
  Record<CredentialKind, readonly [CredentialPlace, ...CredentialPlace[]]>
> = {
  signature: [{ application: 'jpki', file: FILES.jpki.signaturePassword }],
  authentication: [{ application: 'jpki', file: FILES.jpki.authenticationPin }],
  registry: [
    { application: 'common', file: FILES.common.pin, changeKey: true },
    { application: 'juki', file: FILES.juki.pin, changeKey: true },
  ],
  text: [{ application: 'text', file: FILES.text.pin }],
};

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
