import { PdfError } from '../errors.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { openPdf } from '../pdf/document.ts';
import { revisionsAfter } from '../pdf/revisions.ts';
import { compareRevisions } from './changes/compare.ts';
import type { KnownObjects } from './changes/objects.ts';
import { rethrowLimit } from './changes/objects.ts';
import type { LaterChanges, RevisionChanges } from './changes/types.ts';

/** Marks of many signers may together cover this much of a page, and no more. */
const LARGEST_SUM = 0.5;
/** The end of the last line may be signed or not. */
const EOL = 2;

/**
 * What each revision from the earliest signature on did to the one before it (ISO 32000-2 §12.8.1): every two successive ones
 * are compared, so that nothing can be shown in between either.
 */
export class RevisionHistory {
  readonly #steps: { readonly start: number; readonly changes: RevisionChanges }[] = [];
  /** Just behind the `%%EOF` of the revision of the earliest signature, and of each one after it. */
  readonly #ends: number[] = [];

  /** `ends`: where the signed bytes of the signatures end. @throws PdfError `limit-exceeded` alone */
  constructor(document: PdfDocument, ends: readonly number[]) {
    const first = earliest(document, ends);
    if (first === undefined) return;
    let start = first.bytes.length;
    this.#ends.push(start);
    try {
      let before = first;
      let known: KnownObjects = new Map();
      for (const revision of revisionsAfter(document.bytes, first)) {
        start = revision.start;
        const { changes, known: next } = compareRevisions(before, revision, known);
        this.#steps.push({ start, changes });
        before = revision.document;
        known = next;
        start = revision.end;
        this.#ends.push(start);
      }
    } catch (error) {
      rethrowLimit(error);
      const because = error instanceof PdfError ? error.message : 'a later revision cannot be read';
      this.#steps.push({ start, changes: { additions: [], changes: [because], violations: [] } });
    }
  }

  /** What came after a signature whose signed bytes end here. */
  since(end: number): LaterChanges {
    if (!this.#ends.some((one) => one === end || (end > one && end <= one + EOL))) {
      const changes = ['what was signed is not a complete PDF'];
      return { answer: 'changed', additions: [], changes, violations: [] };
    }
    const steps = this.#steps.filter(({ start }) => start + EOL >= end).map(({ changes }) => changes);
    const listed = steps.flatMap((step) => step.additions);
    const changes = [...steps.flatMap((step) => step.changes), ...covered(listed)];
    const violations = steps.flatMap((step) => step.violations);
    const answer = changes.length > 0 ? 'changed' : steps.length > 0 ? 'added' : 'unchanged';
    const additions: LaterChanges['additions'] =
      answer === 'added' && listed.length === 0 ? [{ kind: 'no-effect' }] : listed;
    return { answer, additions, changes, violations };
  }
}

/** The revision of the earliest signature that signs up to the end of one; one that ends elsewhere leaves out a part of its own. */
function earliest(document: PdfDocument, ends: readonly number[]): PdfDocument | undefined {
  for (const end of [...new Set(ends)].sort((a, b) => a - b)) {
    const tail = Buffer.from(document.bytes.subarray(Math.max(0, end - 64), end)).toString('latin1');
    const line = /%%EOF(\r\n|\r|\n|)$/.exec(tail)?.[1];
    if (end > document.bytes.length || line === undefined) continue;
    try {
      return openPdf(document.bytes.subarray(0, end - line.length), document.budget);
    } catch (error) {
      rethrowLimit(error);
    }
  }
  return undefined;
}

function covered(additions: LaterChanges['additions']): readonly string[] {
  const sums = new Map<number, number>();
  for (const one of additions) {
    if (one.kind === 'visible-mark') sums.set(one.page, (sums.get(one.page) ?? 0) + one.share);
  }
  return [...sums].flatMap(([page, sum]) => (sum > LARGEST_SUM ? [`marks cover page ${page}`] : []));
}
