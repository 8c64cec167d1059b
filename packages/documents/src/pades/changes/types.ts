/** What a later party added, by what it means (ISO 32000-2 §12.8). None of it alters what was signed. */
export type Addition =
  /** A further signature; `end` is where its signed bytes end. */
  | { readonly kind: 'signature'; readonly fieldName: string; readonly end: number }
  /** §12.8.5. */
  | { readonly kind: 'document-time-stamp'; readonly fieldName: string; readonly end: number }
  /** §12.8.4.3: certificates, CRLs and OCSP answers. */
  | { readonly kind: 'validation-data' }
  /** §14.3: date of change and program in `/Info`, XMP, `/Version`, `/Extensions`. */
  | { readonly kind: 'metadata' }
  /** Something that can be seen: the appearance of a later signature, or an annotation that the certification allows. */
  | {
      readonly kind: 'visible-mark';
      /** 1 is the first page. */
      readonly page: number;
      /** How much of the page it covers, 0 to 1. */
      readonly share: number;
      /** Of the signature that it belongs to. */
      readonly fieldName?: string;
    }
  /** A form field was filled, as the certification allows (§12.8.2.2, P 2 and 3). */
  | { readonly kind: 'field-filled'; readonly fieldName: string }
  /** An annotation was added, changed or removed, as the certification allows (§12.8.2.2, P 3). */
  | { readonly kind: 'annotation'; readonly page: number }
  /** The file was saved once more, without an effect on the document. */
  | { readonly kind: 'no-effect' };

/** What one revision did to the document before it. */
export interface RevisionChanges {
  readonly additions: readonly Addition[];
  /** What was signed and is no longer the same; remarks for experts. */
  readonly changes: readonly string[];
  /** Additions that a certification or a lock in force does not permit. */
  readonly violations: readonly string[];
}

/** What became of a signed document after the signature. */
export interface LaterChanges {
  /**
   * `unchanged`: nothing came after it. `added`: others added something that leaves what was signed as it was. `changed`:
   * what was signed is shown otherwise now, or nobody can tell.
   */
  readonly answer: 'unchanged' | 'added' | 'changed';
  readonly additions: readonly Addition[];
  readonly changes: readonly string[];
  readonly violations: readonly string[];
}
