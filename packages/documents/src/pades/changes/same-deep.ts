import type { PdfBudget } from '../../pdf/budget.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import type { PdfValue } from '../../pdf/objects.ts';
import { as, sameValue } from '../../pdf/objects.ts';
import { COMPARED, refOf } from './objects.ts';

/** Equality with everything behind the references, for small things; different as soon as it is not plain. */
export function sameDeep(
  before: PdfDocument,
  after: PdfDocument,
  was: PdfValue,
  is: PdfValue,
  budget: PdfBudget,
): boolean {
  const todo: (readonly [PdfValue, PdfValue])[] = [[was, is]];
  const seen = new Set<string>();
  for (let pair = todo.pop(); pair !== undefined; pair = todo.pop()) {
    budget.charge(COMPARED);
    const [from, to] = [refOf(pair[0]), refOf(pair[1])];
    const key = `${from?.number} ${to?.number}`;
    if (from !== undefined && to !== undefined) {
      if (seen.has(key)) continue;
      seen.add(key);
    }
    const [a, b] = [before.resolve(pair[0]), after.resolve(pair[1])];
    const [dictA, dictB] = [as('dict', a) ?? as('stream', a)?.dict, as('dict', b) ?? as('stream', b)?.dict];
    const [arrayA, arrayB] = [as('array', a)?.items, as('array', b)?.items];
    if (dictA !== undefined && dictB !== undefined) {
      const [rawA, rawB] = [as('stream', a)?.raw, as('stream', b)?.raw];
      budget.charge((rawA?.length ?? 0) >> 8);
      if (Buffer.compare(rawA ?? new Uint8Array(), rawB ?? new Uint8Array()) !== 0) return false;
      for (const key of new Set([...dictA.entries.keys(), ...dictB.entries.keys()])) {
        todo.push([dictA.entries.get(key) ?? null, dictB.entries.get(key) ?? null]);
      }
    } else if (arrayA !== undefined && arrayB !== undefined) {
      if (arrayA.length !== arrayB.length) return false;
      for (const [i, item] of arrayA.entries()) todo.push([item, arrayB[i] ?? null]);
    } else if (!sameValue(a, b)) return false;
  }
  return true;
}
