import type { TimeStamps } from '../../authority/timestamps/index.ts';
import type { Platform } from '../../platform/index.ts';
import type { CardSignatures, Ceremonies, Ceremony } from '../card-signature/index.ts';
import type { PageArea } from '../verification/index.ts';

export interface SigningDeps {
  readonly cardSignatures: CardSignatures;
  /** With it, signatures carry a time stamp (PAdES baseline T). */
  readonly timestamps?: TimeStamps;
}

/** What is known of a document that is signed. */
export interface DocumentFacts {
  /** File name as the person chose it, cleaned; empty once nobody has signed it in time. */
  readonly name: string;
  /** Of the document as uploaded, hex. */
  readonly sha256: string;
  readonly pages: number;
  readonly stamp: PageArea;
  /** Of the signed document, hex. */
  readonly signedSha256?: string;
}

export type DocumentCeremony = Ceremony<DocumentFacts>;

export interface SigningContext {
  readonly platform: Platform;
  readonly ceremonies: Ceremonies<DocumentFacts>;
}

export const KEEP_DAYS = 30;
