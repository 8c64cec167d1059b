import type { EmblemShape } from '../card-face/face.ts';
import type { FontBook } from './fonts.ts';

export type PaperLanguage = 'ja' | 'en';

/** What a document is and how it is made. */
export interface PaperOptions {
  readonly title: string;
  readonly language: PaperLanguage;
  /** Only A4 (210 × 297 mm) exists. */
  readonly size?: 'A4';
  /** `letter` (default): sans serif; `certificate`: Mincho, ground pattern and frame on every page. */
  readonly kind?: 'letter' | 'certificate';
  /** The office or company that writes (author of the file, foot of each page). */
  readonly office: string;
  /** Goes into the file's dates; there is no clock in here. */
  readonly createdAt: Date;
  /** PDF/A-2b (default true). */
  readonly archival?: boolean;
  /** Small print at the foot of each page, left of "page x of y": reference, request id. */
  readonly footer?: string;
  /** Colour of rules and headings, `#rrggbb`. */
  readonly accent?: string;
  /** The word in the ground of a certificate that shows on copies. Default 複写. */
  readonly groundWord?: string;
  readonly fonts?: FontBook;
  /** Of the country: beside the sender of a letter, in the upper left corner of a certificate. */
  readonly emblem?: readonly EmblemShape[];
}

export interface Sender {
  readonly name: string;
  readonly lines: readonly string[];
}

export interface Addressee {
  readonly postalCode?: string;
  readonly lines: readonly string[];
  readonly name: string;
  /** 様 in Japanese, nothing in English by default. */
  readonly honorific?: string;
}

export interface Definition {
  readonly term: string;
  readonly value: string;
  readonly note?: string;
}

export interface TableColumn {
  readonly header: string;
  /** Share of the width. */
  readonly share: number;
  readonly align?: 'left' | 'right' | 'center';
}

export interface PaperTable {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly string[])[];
}

export interface SealText {
  /** Text of an official seal, e.g. 見本市長之印; drawn in columns from the right. */
  readonly text: string;
  /** Side length in mm; default 24. */
  readonly sizeMm?: number;
}
