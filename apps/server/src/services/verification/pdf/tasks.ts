import type {
  PdfErrorCode,
  PdfInspection,
  PreparedSignature,
  SignatureAppearance,
  SignatureRequest,
} from '@mibun/documents';

/** A rectangle on a page, in the coordinates of a {@link SignatureAppearance}. */
export type PageArea = Pick<SignatureAppearance, 'page' | 'x' | 'y' | 'width' | 'height'>;

/** What a PDF says of itself, and every signature in it. */
export interface PdfReading {
  readonly pages: number;
  /** The part of the last page that viewers show. */
  readonly lastPage: PageArea;
  readonly inspection: PdfInspection;
}

/** What the worker can be asked for, and what it answers. */
export interface PdfTasks {
  readonly read: { readonly input: { readonly pdf: Uint8Array }; readonly output: PdfReading };
  /** As `read`, of a document that somebody is about to sign: what may not be signed is refused. */
  readonly admit: { readonly input: { readonly pdf: Uint8Array }; readonly output: PdfReading };
  readonly prepare: {
    readonly input: { readonly pdf: Uint8Array; readonly request: SignatureRequest };
    readonly output: PreparedSignature;
  };
}

export type PdfTask = {
  readonly [K in keyof PdfTasks]: { readonly task: K; readonly input: PdfTasks[K]['input'] };
}[keyof PdfTasks];

export type PdfAnswer =
  | { readonly ok: true; readonly output: unknown }
  | { readonly ok: false; readonly code: PdfErrorCode; readonly detail: string }
  /** A fault of ours. */
  | { readonly ok: false; readonly code: 'crashed'; readonly detail: string };
