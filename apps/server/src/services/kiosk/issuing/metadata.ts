/** What ties a finished PDF to the request and the person that it was made for (KSK-09). */
export interface Correlation {
  readonly requestId: string;
  readonly subjectRef: string;
  readonly paperSerial: string;
}

const FORM = /^[^|\n]{1,60} \| request=([\w-]{6,40}) subject=([\w-]{43}) serial=([0-9A-HJKMNP-TV-Z]{16})$/;

/**
 * The text that stands as reason in the signature dictionary: metadata of the document, covered by the seal. A person
 * who looks at the signature reads it too.
 */
export function writeCorrelation(title: string, correlation: Correlation): string {
  const { requestId, subjectRef, paperSerial } = correlation;
  return `${title} | request=${requestId} subject=${subjectRef} serial=${paperSerial}`;
}

/** Exactly the form that is written, or nothing. */
export function readCorrelation(reason: string | undefined): Correlation | undefined {
  const [, requestId, subjectRef, paperSerial] = FORM.exec(reason ?? '') ?? [];
  return requestId && subjectRef && paperSerial ? { requestId, subjectRef, paperSerial } : undefined;
}
