import type { ApplicationDefinition } from '../applications/definition.ts';
import type { KeySpec } from '../surroundings.ts';

/** Which contacts the card shows; decides the ATR (chip.md §1.3). */
export type CardInterface = 'contact' | 'contactless';

/** A file, key or credential of the chip: the application's name and the EF id in it. */
export interface CardPlace {
  readonly application: string;
  readonly id: number;
}

/** What a terminal looks for on a card, whichever profile the card has. */
export type CardRole =
  // credentials of the holder
  | 'signature'
  | 'authentication'
  | 'registry'
  | 'text'
  // credentials that are printed or known
  | 'text-code-b'
  | 'face-code-a'
  | 'face-code-b'
  | 'birth-date'
  // certificates and the keys behind them
  | 'signature-certificate'
  | 'signature-ca'
  | 'signature-key'
  | 'authentication-certificate'
  | 'authentication-ca'
  | 'authentication-key'
  | 'certificate-presence'
  | 'token-info'
  // the data of the holder
  | 'number'
  | 'attributes'
  | 'text-signature'
  | 'text-cv-certificate'
  | 'face'
  | 'age-record'
  | 'number-image'
  | 'face-cv-certificate'
  // the card itself
  | 'face-card-key'
  | 'card-serial'
  | 'card-key';

/**
 * Everything that makes one generation of cards: the code of the chip reads it and never asks for its name. A new
 * profile is a file like this one and its row in `index.ts`.
 */
export interface CardProfile {
  readonly name: string;
  readonly atrs: Readonly<Record<CardInterface, Uint8Array>>;
  /** The card manager first; then in the order in which SELECT by a partial name looks for them. */
  readonly applications: readonly [ApplicationDefinition, ...ApplicationDefinition[]];
  /** Objects of the card manager that the factory writes. */
  readonly factoryObjects: { readonly cardNumber: number; readonly recognitionData: number };
  readonly certificates: {
    readonly key: KeySpec;
    readonly signature: 'sha256WithRSAEncryption' | 'ecdsa-with-SHA384';
    readonly expire: 'fifth-birthday' | 'with-card';
  };
  /** Whether the card says its holder's sex on the front, too, and not on the chip alone. */
  readonly sexInPrint: boolean;
  /** How it names itself in its token information; absent: as the plastic card of generation 1. */
  readonly token?: { readonly label: string; readonly model: string };
  /** Where things are. A credential that is kept twice has two places, and both are changed together. */
  readonly roles: Readonly<Partial<Record<CardRole, readonly [CardPlace, ...CardPlace[]]>>>;
  /** Bytes for applications that municipalities and other bodies add after issue. */
  readonly freeArea: number;
}
