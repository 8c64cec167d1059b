/** Applications of the chip (chip.md §1.1); the card manager is what is current after power-on. */
export type ApplicationName = 'card-manager' | 'jpki' | 'text' | 'visual' | 'juki' | 'common';

/** `free`, `never`, or the EF ids of the credentials of the same application of which one must be verified. */
export type Access = 'free' | 'never' | readonly number[];

/** Data the card manager gives out by GET DATA; the id is the P1-P2 of the command. */
export interface DataObject {
  readonly kind: 'object';
  readonly id: number;
  readonly content: string;
  /** Made by the manufacturer; the issuer cannot overwrite it. */
  readonly fixed: boolean;
}

export interface TransparentFile {
  readonly kind: 'transparent';
  readonly id: number;
  readonly content: string;
  readonly read: Access;
  /** What a blank chip holds; nothing if absent. */
  readonly initial?: Uint8Array;
}

/** Holds simple-TLV records one after the other. */
export interface RecordFile {
  readonly kind: 'records';
  readonly id: number;
  readonly content: string;
  readonly read: Access;
}

export interface KeyFile {
  readonly kind: 'key';
  readonly id: number;
  readonly content: string;
  readonly use: Access;
  /** May answer COMPUTE DIGITAL SIGNATURE. */
  readonly signs: boolean;
  /** May answer INTERNAL AUTHENTICATE. */
  readonly authenticates: boolean;
  /** Refuses to work before the chip is active: a card stolen on its way is worth nothing. */
  readonly onlyWhenActive: boolean;
}

export interface CredentialFile {
  readonly kind: 'credential';
  readonly id: number;
  readonly content: string;
  readonly tries: number;
  /** Values the card accepts when the credential is set or changed. */
  readonly format: RegExp;
  /** The holder may change it after presenting it. */
  readonly holderChanges: boolean;
}

/** Seen on real cards, purpose unknown: can be selected, answers nothing else. */
export interface InternalFile {
  readonly kind: 'internal';
  readonly id: number;
  readonly content: string;
}

export type FileDefinition =
  | DataObject
  | TransparentFile
  | RecordFile
  | KeyFile
  | CredentialFile
  | InternalFile;

export interface ApplicationDefinition {
  readonly name: ApplicationName;
  /** P1 of the issuer commands. */
  readonly issuerCode: number;
  readonly aid: Uint8Array;
  readonly ja: string;
  readonly en: string;
  readonly files: Readonly<Record<string, FileDefinition>>;
  /** Key of COMPUTE DIGITAL SIGNATURE with P2 = 00. */
  readonly defaultKey?: number;
  /** Credentials may also be changed with JICSAP CHANGE KEY `80 32`. */
  readonly jicsapChangeKey?: true;
}

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
export function holderKey(id: number, content: string, use: readonly number[]): KeyFile {
  return { kind: 'key', id, content, use, signs: true, authenticates: false, onlyWhenActive: true };
}

/** The card's own key: signs without any credential, to prove that the card is present (CHIP-06). */
export function cardKey(id: number, content: string): KeyFile {
  return { kind: 'key', id, content, use: 'free', signs: true, authenticates: false, onlyWhenActive: false };
}

/** A key for INTERNAL AUTHENTICATE alone. */
export function authenticationKey(id: number, content: string): KeyFile {
  return { kind: 'key', id, content, use: 'free', signs: false, authenticates: true, onlyWhenActive: false };
}

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
