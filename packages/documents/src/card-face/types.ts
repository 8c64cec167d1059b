import type { FontBook, Substitute } from '../paper/fonts.ts';
import type { CountryFace } from './face.ts';

export interface Addendum {
  /** 'YYYY-MM-DD' */
  readonly date: string;
  readonly text: string;
}

/** What is printed on a card (domain.md CARD-02, CARD-03). Dates are 'YYYY-MM-DD'. */
export interface CardFacesInput {
  /** What the country has printed around the holder's data. */
  readonly face: CountryFace;
  readonly name: string;
  /** 旧氏, printed in parentheses after the name. */
  readonly formerSurname?: string;
  /** 通称 of a foreign resident, printed in parentheses. */
  readonly commonName?: string;
  readonly address: string;
  /** Or 'YYYY-MM', 'YYYY': as far as it is known. */
  readonly birthDate: string;
  /** Nationals' birth dates are printed in the era, foreigners' in the Western calendar (CARD-04). */
  readonly nationality: 'japanese' | 'foreign';
  /** Absent: not printed, as on cards of generation 2. */
  readonly sex?: 'male' | 'female';
  /** `data:image/jpeg;base64,…` or png; absent on the cards of infants (CARD-05). */
  readonly photo?: string;
  readonly cardExpiry: string;
  /** Absent: the space stays empty, to be written in by hand. */
  readonly certificateExpiry?: string;
  /** 4 digits */
  readonly securityCode: string;
  readonly addenda?: readonly Addendum[];
  /** e.g. 見本市長 */
  readonly issuer: string;
  /** 12 digits; printed on the back only. */
  readonly individualNumber: string;
  /** Hide number and QR on the back, for pages that may not show it. */
  readonly maskNumber?: boolean;
  /** A band across both faces that tells the state: 停止中 / Suspended. */
  readonly band?: { readonly text: string; readonly tone: 'neutral' | 'warning' | 'danger' };
  readonly fonts?: FontBook;
}

/** Two SVG documents of 85.60 × 53.98 mm; text is outlines, nothing external is referenced. */
export interface CardFaces {
  readonly frontSvg: string;
  readonly backSvg: string;
  /** What is not drawn as it is registered (CRT-01): somebody has to decide before the card is used. */
  readonly substituted: readonly Substitute[];
}
