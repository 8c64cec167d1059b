import type { FreeApplication } from '../free-area/free-application.ts';
import type { CardInterface } from '../profiles/card-profile.ts';

/**
 * Life cycle of the whole chip. `initialised` leaves the factory, `personalised` carries its data, `active` has
 * been handed over: only then do the keys of the JPKI application sign. `terminated` is final and holds no data.
 */
export type ChipState = 'initialised' | 'personalised' | 'active' | 'locked' | 'terminated';

/** Static SCP03 keys: three AES-128 or three AES-256 keys, and their version number (1…127). */
export interface ScpKeySet {
  readonly version: number;
  readonly enc: Uint8Array;
  readonly mac: Uint8Array;
  readonly dek: Uint8Array;
}

export interface StoredFile {
  readonly application: string;
  readonly id: number;
  readonly content: Uint8Array;
}

export interface StoredKey {
  readonly application: string;
  readonly id: number;
  /** PKCS#8 DER. */
  readonly privateKey: Uint8Array;
}

export interface StoredCredential {
  readonly application: string;
  readonly id: number;
  /** undefined while nobody has set it. */
  readonly value: Uint8Array | undefined;
  readonly triesLeft: number;
  /** The issuer lets whoever holds the card set it once without knowing the present value. */
  readonly holderMaySet: boolean;
}

/** The whole memory of one chip: plain data, never changed in place. It contains secrets: keep it encrypted. */
export interface CardImage {
  /** Name of the profile. */
  readonly profile: string;
  readonly interface: CardInterface;
  /** 15 digits. */
  readonly chipSerial: string;
  readonly state: ChipState;
  /** The state a locked chip returns to. */
  readonly stateBeforeLock: 'personalised' | 'active' | undefined;
  readonly issuerKeys: ScpKeySet;
  /** Failed attempts at opening the issuer channel that are still allowed. */
  readonly issuerTriesLeft: number;
  /** Openings of the issuer channel that the chip still refuses before it looks at one again. */
  readonly issuerWait: number;
  readonly files: readonly StoredFile[];
  readonly keys: readonly StoredKey[];
  readonly credentials: readonly StoredCredential[];
  /** Files and keys written ahead of ACTIVATE PENDING. */
  readonly pendingFiles: readonly StoredFile[];
  readonly pendingKeys: readonly StoredKey[];
  /** Applications that municipalities and other bodies added after issue. */
  readonly freeApplications: readonly FreeApplication[];
}
