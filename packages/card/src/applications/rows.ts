import type { KeySpec } from '../surroundings.ts';
import type {
  Access,
  CredentialFile,
  DataObject,
  InternalFile,
  KeyFile,
  RecordFile,
  TransparentFile,
} from './definition.ts';

const PIN = /^[0-9]{4}$/;
const CODE_A = /^[0-9]{12}$/;
const CODE_B = /^[0-9]{14}$/;
const BIRTH_DATE = /^[0-9]{6}$/;
// domain.md PIN-01: 6 to 16 upper-case letters and digits, at least one of each.
const SIGNATURE_PASSWORD = /^(?=.*[A-Z])(?=.*[0-9])[A-Z0-9]{6,16}$/;

/** chip.md §3.1 gives the tries; those of the printed data are [U] and taken as 10. */
const PRINTED_DATA_TRIES = 10;

export function transparent(
  id: number,
  content: string,
  read: Access,
  initial?: Uint8Array,
): TransparentFile {
  return { kind: 'transparent', id, content, read, ...(initial === undefined ? {} : { initial }) };
}

export function records(id: number, content: string, read: Access): RecordFile {
  return { kind: 'records', id, content, read };
}

export function dataObject(id: number, content: string, { fixed = false } = {}): DataObject {
  return { kind: 'object', id, content, fixed };
}

export function internal(id: number, content = 'unknown'): InternalFile {
  return { kind: 'internal', id, content };
}

/** A key that signs after a credential, and only on an active chip. */
export function holderKey(id: number, content: string, algorithm: KeySpec, use: readonly number[]): KeyFile {
  return {
    kind: 'key',
    id,
    content,
    algorithm,
    use,
    signs: true,
    authenticates: false,
    onlyWhenActive: true,
  };
}

/** The card's own key: signs without any credential, to prove that the card is present (CHIP-06). */
export function cardKey(id: number, content: string, algorithm: KeySpec): KeyFile {
  return { ...freeKey(id, content, algorithm), signs: true, authenticates: false };
}

/** A key that takes the session keys of secure messaging, and does nothing else. */
export function deliveryKey(
  id: number,
  content: string,
  algorithm: KeySpec,
  use: readonly number[],
): KeyFile {
  const does = { signs: false, authenticates: false, onlyWhenActive: false };
  return { kind: 'key', id, content, algorithm, use, ...does };
}

/** A key for INTERNAL AUTHENTICATE alone. */
export function authenticationKey(id: number, content: string, algorithm: KeySpec): KeyFile {
  return { ...freeKey(id, content, algorithm), signs: false, authenticates: true };
}

const freeKey = (id: number, content: string, algorithm: KeySpec) =>
  ({ kind: 'key', id, content, algorithm, use: 'free', onlyWhenActive: false }) as const;

export function pin(id: number, content: string): CredentialFile {
  return { kind: 'credential', id, content, tries: 3, format: PIN, holderChanges: true };
}

export function signaturePassword(id: number, content: string): CredentialFile {
  return { kind: 'credential', id, content, tries: 5, format: SIGNATURE_PASSWORD, holderChanges: true };
}

const printed = (id: number, content: string, format: RegExp): CredentialFile => {
  return { kind: 'credential', id, content, tries: PRINTED_DATA_TRIES, format, holderChanges: false };
};

export const codeA = (id: number) => printed(id, '照合番号A: the 12-digit number', CODE_A);
export const codeB = (id: number) => printed(id, '照合番号B: 14 printed digits', CODE_B);
export const birthDateKey = (id: number) => printed(id, 'birth date YYMMDD, era year', BIRTH_DATE);

/** A credential that is never set: empty VERIFY 63C0, VERIFY 6984. */
export function neverSet(id: number): CredentialFile {
  const format = /^(?!)/;
  return { kind: 'credential', id, content: 'blocked from issue', tries: 3, format, holderChanges: false };
}
