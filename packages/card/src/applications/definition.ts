import type { CommandName } from '../commands/names.ts';
import type { KeySpec } from '../surroundings.ts';

/** Applications of a generation-1 chip (chip.md §1.1); other profiles have names of their own. */
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
  readonly algorithm: KeySpec;
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

/**
 * What an application does with a command: carries it out, or refuses it with this status word. Commands that are not
 * in its table are unknown in it (6D00).
 */
export type CommandTable = Readonly<Partial<Record<CommandName, 'answers' | number>>>;

export interface ApplicationDefinition {
  readonly name: string;
  /** P1 of the issuer commands, and the application's number in a stored image: never used for another one. */
  readonly issuerCode: number;
  readonly aid: Uint8Array;
  readonly ja: string;
  readonly en: string;
  readonly files: Readonly<Record<string, FileDefinition>>;
  readonly commands: CommandTable;
  /** Key of COMPUTE DIGITAL SIGNATURE with P2 = 00. */
  readonly defaultKey?: number;
  /** Key EF that SET SESSION KEY decrypts with. */
  readonly deliveryKey?: number;
}
