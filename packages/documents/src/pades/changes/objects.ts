import { PdfError } from '../../errors.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import type { PdfRef, PdfValue } from '../../pdf/objects.ts';
import { as } from '../../pdf/objects.ts';
import { PdfParser } from '../../pdf/parser.ts';

/** What cannot be read counts as changed; a file that costs too much is refused as that. */
export function rethrowLimit(error: unknown): void {
  if (error instanceof PdfError && error.code === 'limit-exceeded') throw error;
}

/** What comparing two values costs, in steps of the document's account. */
export const COMPARED = 4;

/** What an object number stands for; `none` when the file says nothing about it or says that it is free. */
export type ObjectState =
  | { readonly state: 'none' }
  | { readonly state: 'unreadable' }
  | { readonly state: 'there'; readonly generation: number; readonly value: PdfValue };

const NONE: ObjectState = { state: 'none' };
const UNREADABLE: ObjectState = { state: 'unreadable' };

export function stateOf(document: PdfDocument, number: number): ObjectState {
  const entry = document.xref.entries.get(number);
  if (entry === undefined || entry.type === 'free') return NONE;
  try {
    const value = document.object(number);
    if (entry.type === 'compressed') return { state: 'there', generation: 0, value };
    // Where the cross-reference and the object itself name two generations, readers disagree whether it is there.
    if (generationAt(document, entry.offset) !== entry.generation) return UNREADABLE;
    return { state: 'there', generation: entry.generation, value };
  } catch (error) {
    rethrowLimit(error);
    return UNREADABLE;
  }
}

function generationAt(document: PdfDocument, offset: number): number {
  const parser = new PdfParser(document.bytes, document.budget, offset);
  parser.integer();
  return parser.integer();
}

export function isAbsent(document: PdfDocument, number: number): boolean {
  return (document.xref.entries.get(number)?.type ?? 'free') === 'free';
}

/** What objects are by their number, where the same bytes have said so for another revision already. */
export type KnownObjects = Map<number, ObjectState>;

/** Whether the same bytes say what the object is, so that it needs no comparing; `was`: what it is in the earlier one. */
export function isSamePlace(
  before: PdfDocument,
  after: PdfDocument,
  number: number,
  was: ObjectState,
): boolean {
  const [a, b] = [before.xref.entries.get(number), after.xref.entries.get(number)];
  if (a?.type === 'plain' && b?.type === 'plain') {
    return a.offset === b.offset && a.generation === b.generation && endsHere(was);
  }
  return (
    a?.type === 'compressed' &&
    b?.type === 'compressed' &&
    a.container === b.container &&
    a.index === b.index &&
    before.xref.entries.get(a.container)?.type === 'plain' &&
    isSamePlace(before, after, a.container, stateOf(before, a.container))
  );
}

/** A stream whose length is another object ends elsewhere when that object changes; so may what cannot be read. */
function endsHere(state: ObjectState): boolean {
  if (state.state !== 'there') return false;
  const stream = as('stream', state.value);
  return stream === undefined || typeof stream.dict.entries.get('Length') === 'number';
}

export function refOf(value: PdfValue | undefined): PdfRef | undefined {
  return as('ref', value);
}

export function nameOf(value: PdfValue | undefined): string | undefined {
  return as('name', value)?.value;
}
