import type { CountryFace } from '@mibun/documents';
import type { GlyphPicture } from '@mibun/documents/picture';
import type { FeeAmounts, PickUpParameters } from '@mibun/rules';
import type { z } from 'zod';
import type { Bilingual } from '../platform/index.ts';
import type { cardSchema, documentsSchema, lettersSchema, pkiSchema } from './schema.ts';

/** What stands in mails and letters beside their subject. */
export type LetterWords = z.infer<typeof lettersSchema>;
/** With the emblem, which is a file of its own. */
export type CardFaceWords = z.infer<typeof cardSchema> & Pick<CountryFace, 'emblem'>;
export type KioskDocuments = z.infer<typeof documentsSchema>;
export type PkiWords = z.infer<typeof pkiSchema>;

export interface CountryFees extends FeeAmounts {
  /** Yen for one copy of a resident record (KSK-04: set by ordinance). */
  readonly residentRecord: (municipality: string) => number;
}

export interface Municipality {
  /** Five digits; codes that do not exist in Japan. */
  readonly code: string;
  readonly prefecture: Bilingual;
  readonly name: Bilingual;
  /** Name of the mayor, who signs official papers. */
  readonly mayor?: string;
  readonly office: {
    readonly address: string;
    readonly postalCode: string;
    readonly phone: string;
    readonly hours: Bilingual;
  };
}

/** The country that an installation serves; the server itself knows none. A value: whoever needs it is given it. */
export interface Country {
  readonly name: Bilingual;
  /** Invented, for a demo or a trial: then mails, letters, papers and pages say so. */
  readonly fictitious: boolean;
  readonly timeZone: string;
  /** What stands as country in an address that is handed over (OpenID Connect Core §5.1.1). */
  readonly addressCountry: string;
  readonly municipalities: readonly Municipality[];
  readonly fees: CountryFees;
  readonly pickUp: PickUpParameters;
  readonly documents: KioskDocuments;
  readonly letters: LetterWords;
  readonly card: CardFaceWords;
  readonly pki: PkiWords;
  /** Pictures of characters that no font has (CRT-01). */
  readonly glyphs: readonly GlyphPicture[];
}

/** One thing that is wrong with a folder, where, and what to do. */
export interface CountryFault {
  readonly file: string;
  readonly line?: number;
  /** The entry, as `[2].office.phone`; empty for the file itself. */
  readonly place: string;
  /** What is wrong and, after a colon, what to write. */
  readonly problem: string;
}

export type CountryCheck =
  | { readonly country: Country; readonly faults: readonly [] }
  | { readonly country?: never; readonly faults: readonly CountryFault[] };
