/** Why a document was refused. Stable: callers map these to their own words. */
export type PdfErrorCode =
  | 'not-a-pdf'
  /** A PDF with octets before or after it: readers disagree about where it begins and ends. */
  | 'octets-before'
  | 'octets-after'
  | 'too-large'
  | 'damaged'
  | 'encrypted'
  | 'limit-exceeded'
  | 'no-such-page'
  | 'no-page-size'
  /** What may not be signed: it could show something else later, by itself. */
  | 'dangling-reference'
  | 'hidden-content'
  | 'script'
  | 'automatic-action'
  | 'outside-action'
  | 'outside-content'
  | 'moving-content'
  | 'xfa-form'
  /** What its author does not allow. */
  | 'author-forbids-changes'
  | 'author-locked-fields'
  | 'usage-rights'
  | 'unsupported-key'
  | 'bad-certificate'
  | 'signature-too-large'
  | 'certificate-mismatch';

/** The only error this package throws about a PDF it was given; `detail` is for logs, never holds contents. */
export class PdfError extends Error {
  readonly code: PdfErrorCode;
  constructor(code: PdfErrorCode, detail: string) {
    super(`${code}: ${detail}`);
    this.name = 'PdfError';
    this.code = code;
  }
}
