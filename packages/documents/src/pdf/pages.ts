import { PdfError } from '../errors.ts';
import { MAX_TREE_DEPTH } from './budget.ts';
import type { PdfDocument } from './document.ts';
import type { PdfDict, PdfRef, PdfValue } from './objects.ts';
import { as } from './objects.ts';

const MAX_PAGES = 20_000;

/** Lower left x, y, upper right x, y in the page's units. */
export type PdfBox = readonly [number, number, number, number];

/** A page with what it inherits (ISO 32000-1 table 30): four attributes, read in this one place. */
export interface PdfPage {
  readonly ref: PdfRef;
  readonly dict: PdfDict;
  readonly mediaBox: PdfBox;
  /** What viewers show: the crop box within the media box (§14.11.2). */
  readonly visible: PdfBox;
  /** Clockwise, when the page is shown. */
  readonly rotate: 0 | 90 | 180 | 270;
  /** Points in a unit of the page (PDF 1.6). */
  readonly userUnit: number;
  readonly resources: PdfValue;
}

const INHERITABLE = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const;
type Inherited = Readonly<Partial<Record<(typeof INHERITABLE)[number], PdfValue>>>;

/** The pages in order. Throws {@link PdfError} where the tree is none. */
export function readPages(document: PdfDocument): readonly PdfPage[] {
  const pages: PdfPage[] = [];
  const seen = new Set<number>();
  const walk = (value: PdfValue | undefined, inherited: Inherited, depth: number): void => {
    const reference = as('ref', value);
    const node = document.dictAt(value);
    if (reference === undefined || node === undefined || seen.has(reference.number)) {
      throw new PdfError('damaged', 'page tree');
    }
    seen.add(reference.number);
    if (depth > MAX_TREE_DEPTH || seen.size > MAX_PAGES) throw new PdfError('limit-exceeded', 'page tree');
    const attributes = { ...inherited };
    for (const key of INHERITABLE) {
      // A null is as good as no entry (§7.3.9).
      const own = document.resolve(node.entries.get(key));
      if (own !== null) attributes[key] = own;
    }
    const kids = as('array', document.resolve(node.entries.get('Kids')));
    if (kids === undefined) pages.push(pageOf(document, reference, node, attributes));
    else for (const kid of kids.items) walk(kid, attributes, depth + 1);
  };
  walk(document.catalog.entries.get('Pages'), {}, 0);
  return pages;
}

function pageOf(document: PdfDocument, ref: PdfRef, dict: PdfDict, inherited: Inherited): PdfPage {
  const mediaBox = boxOf(document, inherited.MediaBox);
  if (mediaBox === undefined) throw new PdfError('no-page-size', 'page without a media box');
  const unit = document.resolve(dict.entries.get('UserUnit'));
  return {
    ref,
    dict,
    mediaBox,
    visible: within(mediaBox, boxOf(document, inherited.CropBox)),
    rotate: rotationOf(inherited.Rotate),
    userUnit: typeof unit === 'number' && unit > 0 ? unit : 1,
    resources: inherited.Resources ?? null,
  };
}

function boxOf(document: PdfDocument, value: PdfValue | undefined): PdfBox | undefined {
  const items = as('array', value)?.items.map((item) => document.resolve(item));
  const [a, b, c, d] = items ?? [];
  if (typeof a !== 'number' || typeof b !== 'number' || typeof c !== 'number' || typeof d !== 'number') {
    return undefined;
  }
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

/** Viewers pass over a crop box that shows nothing of the page. */
function within(media: PdfBox, crop: PdfBox | undefined): PdfBox {
  if (crop === undefined) return media;
  const shown: PdfBox = [
    Math.max(media[0], crop[0]),
    Math.max(media[1], crop[1]),
    Math.min(media[2], crop[2]),
    Math.min(media[3], crop[3]),
  ];
  return shown[0] < shown[2] && shown[1] < shown[3] ? shown : media;
}

/** Quarter turns, also written as -90 or 450; anything else is no rotation (§7.7.3.3). */
function rotationOf(value: PdfValue | undefined): PdfPage['rotate'] {
  const turn = typeof value === 'number' ? ((value % 360) + 360) % 360 : 0;
  return turn === 90 || turn === 180 || turn === 270 ? turn : 0;
}

/** Width and height of a page as it is shown, in points. */
export function shownSize({ visible, rotate, userUnit }: PdfPage): {
  readonly width: number;
  readonly height: number;
} {
  const [width, height] = [(visible[2] - visible[0]) * userUnit, (visible[3] - visible[1]) * userUnit];
  return rotate % 180 === 0 ? { width, height } : { width: height, height: width };
}

/** A rectangle on a page as it is shown: points from its top left corner. */
export interface ShownArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The same rectangle in the page's own coordinates, before it is turned. */
export function ownBox({ visible, rotate, userUnit }: PdfPage, area: ShownArea): PdfBox {
  const [left, bottom, right, top] = visible;
  const own = (x: number, y: number): readonly [number, number] => {
    switch (rotate) {
      case 0:
        return [left + x, top - y];
      case 90:
        return [left + y, bottom + x];
      case 180:
        return [right - x, bottom + y];
      case 270:
        return [right - y, top - x];
    }
  };
  const [a, b] = own(area.x / userUnit, area.y / userUnit);
  const [c, d] = own((area.x + area.width) / userUnit, (area.y + area.height) / userUnit);
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}
