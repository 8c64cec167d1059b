import { equalBytes, hex } from '../bytes.ts';
import type { CardImage, ScpKeySet } from '../image/card-image.ts';

/**
 * Every application of a municipality or another body has a name that begins so, and 1 to 9 bytes more. Ours: in the
 * class of names that nobody registers (ISO/IEC 7816-5 §8.2.2, first digit F), `MIBUN`, FA.
 */
export const FREE_AREA_PREFIX = hex('F04D4942554EFA');
export const LONGEST_AID = 16;

/** What an application takes of the free area beside its quota, for its name, keys and layout. */
export const APPLICATION_OVERHEAD = 256;
/** As many as fit into one command. */
export const MOST_FILES = 12;
/** Failed openings of an application's own channel in a row before it stays closed. */
export const KEY_TRIES = 10;

/**
 * Who may read or write a file: anybody, who has presented the application's PIN, whoever sends the command through the
 * application's own secure channel, nobody.
 */
export type FreeRight = 'free' | 'pin' | 'mutual' | 'never';

export interface FreeFileLayout {
  /** 0001…001E. */
  readonly id: number;
  readonly kind: 'transparent' | 'records';
  readonly read: FreeRight;
  readonly write: FreeRight;
  /** Bytes at most; of a record file with the two header bytes of each record. */
  readonly size: number;
}

export interface FreeFile extends FreeFileLayout {
  readonly content: Uint8Array;
}

/** The PIN of an application: 1 to 16 printable characters without spaces. */
export interface FreeCredentialLayout {
  /** 1…15. */
  readonly tries: number;
  readonly shortest: number;
  readonly longest: number;
}

export interface FreeCredential extends FreeCredentialLayout {
  readonly value: Uint8Array | undefined;
  readonly triesLeft: number;
}

/** A layout that the issuer proposed, and the body has not decided on. */
export interface PendingLayout {
  readonly layoutVersion: number;
  readonly credential: FreeCredentialLayout | undefined;
  readonly files: readonly FreeFileLayout[];
}

/** An application in the free area, with everything that is its own. */
export interface FreeApplication {
  readonly aid: Uint8Array;
  readonly layoutVersion: number;
  /** Changes nothing until the body confirms it in its own channel. */
  readonly pendingLayout: PendingLayout | undefined;
  /** Bytes its files may have together; reserved at installation, never changed. */
  readonly quota: number;
  readonly keys: ScpKeySet;
  readonly keyTriesLeft: number;
  /** Openings of its channel that are refused before one is looked at again, as the issuer's. */
  readonly keyWait: number;
  /** The keys are those that the issuer loaded: they open the channel for PUT KEY and for nothing else. */
  readonly transportKeys: boolean;
  readonly credential: FreeCredential | undefined;
  readonly files: readonly FreeFile[];
}

export function freeApplicationAt(image: CardImage, aid: Uint8Array): FreeApplication | undefined {
  return image.freeApplications.find((application) => equalBytes(application.aid, aid));
}

/** The application takes the place of the one with its name; a new one comes last. */
export function withFreeApplication(image: CardImage, application: FreeApplication): CardImage {
  const { freeApplications } = image;
  const at = freeApplications.findIndex(({ aid }) => equalBytes(aid, application.aid));
  return {
    ...image,
    freeApplications: at < 0 ? [...freeApplications, application] : freeApplications.with(at, application),
  };
}

export function withoutFreeApplication(image: CardImage, aid: Uint8Array): CardImage {
  return { ...image, freeApplications: image.freeApplications.filter((one) => !equalBytes(one.aid, aid)) };
}

export function withFreeFile(application: FreeApplication, file: FreeFile): FreeApplication {
  return { ...application, files: application.files.map((one) => (one.id === file.id ? file : one)) };
}

/** Bytes of the free area that are taken, whether or not anything is written in them. */
export function takenBytes(applications: readonly FreeApplication[]): number {
  return applications.reduce((sum, { quota }) => sum + quota + APPLICATION_OVERHEAD, 0);
}

/** Bytes that the application has written. */
export function usedBytes({ files }: FreeApplication): number {
  return files.reduce((sum, { content }) => sum + content.length, 0);
}
