import type { PdfDocument } from '../../pdf/document.ts';
import type { PdfDict } from '../../pdf/objects.ts';
import { itemsOf } from './form.ts';

type Box = readonly [left: number, bottom: number, right: number, top: number];

/** A page as far as marks on it are concerned. */
export interface ShownPage {
  /** 1 is the first page. */
  readonly page: number;
  readonly number: number;
  /** The part that viewers show (ISO 32000-2 §14.11.2). */
  readonly shown: Box;
}

const MAX_TREE_DEPTH = 64;

/** The pages by their object numbers. */
export function shownPages(document: PdfDocument): ReadonlyMap<number, ShownPage> {
  return new Map(
    document.pages().map(({ ref, dict, mediaBox }, index) => {
      const crop = inheritedBox(document, dict, 'CropBox');
      const shown = crop === undefined ? mediaBox : intersection(mediaBox, crop);
      return [ref.number, { page: index + 1, number: ref.number, shown }];
    }),
  );
}

function inheritedBox(document: PdfDocument, page: PdfDict, key: string): Box | undefined {
  let node: PdfDict | undefined = page;
  for (let depth = 0; node !== undefined && depth < MAX_TREE_DEPTH; depth++) {
    const box = boxOf(document, node, key);
    if (box !== undefined) return box;
    node = document.dictAt(node.entries.get('Parent'));
  }
  return undefined;
}

/** A rectangle of a dictionary, whichever corners it names. */
export function boxOf(document: PdfDocument, dict: PdfDict, key: string): Box | undefined {
  const items = itemsOf(document, dict.entries.get(key)).map((item) => document.resolve(item));
  const [a, b, c, d] = items;
  if (typeof a !== 'number' || typeof b !== 'number' || typeof c !== 'number' || typeof d !== 'number') {
    return undefined;
  }
  return items.length === 4 ? [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)] : undefined;
}

function intersection(a: Box, b: Box): Box {
  return [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
}

function area([left, bottom, right, top]: Box): number {
  return Math.max(0, right - left) * Math.max(0, top - bottom);
}

/** How much of the page lies under a rectangle, 0 to 1. */
export function shareOf(page: ShownPage, rectangle: Box): number {
  const whole = area(page.shown);
  return whole === 0 ? 1 : area(intersection(page.shown, rectangle)) / whole;
}
