import type { Segment } from '../drawing/path.ts';
import type { Picture } from './read.ts';

/** A character that no font has, drawn by whoever registered it. */
export interface GlyphPicture {
  /** The character, and a variation selector where it is a variant. */
  readonly codePoints: readonly [number] | readonly [number, number];
  /** In a full-width square: its lower edge lies 0.12 below the baseline. Filled shapes alone. */
  readonly picture: Picture;
}

const EM = 1000;
const ASCENT = 880;
const NAME = 'MibunSuppliedGlyphs';

/**
 * Makes a TrueType font (OpenType 1.9) of pictures, so that text with such a character is set, embedded and read out like all
 * other text. Variants are in format 14 of its `cmap`. The same pictures give the same octets.
 */
export function pictureFont(glyphs: readonly GlyphPicture[]): Uint8Array {
  const outlines = glyphs.map(({ picture }) => outlineOf(picture));
  const glyf = new Octets();
  const offsets = [0, 0];
  for (const contours of outlines) {
    writeGlyph(glyf, contours);
    offsets.push(glyf.length);
  }
  const box = bounds(outlines.flat(2));
  const count = glyphs.length + 1;
  const points = outlines.map((contours) => contours.flat().length);
  return assemble({
    'OS/2': os2(),
    cmap: cmap(glyphs),
    glyf,
    head: head(box),
    hhea: new Octets()
      .u32(0x00010000)
      .i16(ASCENT, ASCENT - EM, 0)
      .u16(EM)
      .i16(box.xMin, EM - box.xMax, box.xMax, 1, 0, 0, 0, 0, 0, 0, 0)
      .u16(count),
    hmtx: outlines.reduce(
      (table, contours) => table.u16(EM).i16(bounds(contours.flat()).xMin),
      new Octets().u16(EM).i16(0),
    ),
    loca: offsets.reduce((table, offset) => table.u32(offset), new Octets()),
    maxp: new Octets()
      .u32(0x00010000)
      .u16(count, Math.max(0, ...points), Math.max(0, ...outlines.map((contours) => contours.length)))
      .u16(0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
    name: names(),
    post: new Octets().u32(0x00030000, 0).i16(-75, 50).u32(1, 0, 0, 0, 0),
  });
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly on: boolean;
}
type Contour = readonly Point[];

/** From the square of the picture to the em: x from the left, y from the baseline upwards. */
const place = (x: number, y: number): readonly [number, number] => [
  Math.round(((x + 1) / 2) * EM),
  Math.round(ASCENT - ((y + 1) / 2) * EM),
];

/** A cubic curve as so many quadratic ones: below a thousandth of the em apart. */
const PARTS = 4;

function outlineOf({ shapes }: Picture): readonly Contour[] {
  return shapes.flatMap(({ segments }) => contoursOf(segments)).filter((contour) => contour.length > 2);
}

function contoursOf(segments: readonly Segment[]): readonly Contour[] {
  const contours: Point[][] = [];
  let [x, y] = [0, 0];
  const add = (px: number, py: number, on: boolean) => {
    const [a, b] = place(px, py);
    contours.at(-1)?.push({ x: a, y: b, on });
  };
  for (const { op, points } of segments) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = points;
    if (op === 'M') contours.push([]);
    if (op === 'M' || op === 'L') add(a, b, true);
    if (op === 'Q') {
      add(a, b, false);
      add(c, d, true);
    }
    if (op === 'C') {
      for (const [cx, cy, px, py] of quadratics([x, y, a, b, c, d, e, f])) {
        add(cx, cy, false);
        add(px, py, true);
      }
    }
    [x, y] = [points.at(-2) ?? x, points.at(-1) ?? y];
  }
  return contours.map(withoutRepeats);
}

type Eight = readonly [number, number, number, number, number, number, number, number];

function* quadratics([x0, y0, x1, y1, x2, y2, x3, y3]: Eight): Generator<
  readonly [number, number, number, number]
> {
  const at = (t: number, a: number, b: number, c: number, d: number) =>
    (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d;
  const slope = (t: number, a: number, b: number, c: number, d: number) =>
    3 * ((1 - t) ** 2 * (b - a) + 2 * (1 - t) * t * (c - b) + t ** 2 * (d - c));
  for (let i = 0; i < PARTS; i++) {
    const [t, u] = [i / PARTS, (i + 1) / PARTS];
    const control = (a: number, b: number, c: number, d: number) =>
      // Where both ends' tangents lead: the mean of the two cubic controls, taken half as far again.
      (at(t, a, b, c, d) + at(u, a, b, c, d)) / 2 +
      ((slope(t, a, b, c, d) - slope(u, a, b, c, d)) * (u - t)) / 4;
    yield [control(x0, x1, x2, x3), control(y0, y1, y2, y3), at(u, x0, x1, x2, x3), at(u, y0, y1, y2, y3)];
  }
}

/** A contour closes by itself; a point on the one before it draws nothing. */
function withoutRepeats(contour: readonly Point[]): Contour {
  const kept = contour.filter((point, i) => {
    const before = contour[i - 1];
    return !(before && before.x === point.x && before.y === point.y);
  });
  const [first, last] = [kept[0], kept.at(-1)];
  if (kept.length > 1 && first && last?.on && first.x === last.x && first.y === last.y) kept.pop();
  return kept;
}

function bounds(points: readonly Point[]) {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  if (points.length === 0) return { xMin: 0, yMin: 0, xMax: 0, yMax: 0 };
  return { xMin: Math.min(...xs), yMin: Math.min(...ys), xMax: Math.max(...xs), yMax: Math.max(...ys) };
}

function writeGlyph(table: Octets, contours: readonly Contour[]): void {
  const all = contours.flat();
  const { xMin, yMin, xMax, yMax } = bounds(all);
  table.i16(contours.length, xMin, yMin, xMax, yMax);
  let end = -1;
  for (const contour of contours) {
    end += contour.length;
    table.u16(end);
  }
  table.u16(0);
  for (const { on } of all) table.u8(on ? 1 : 0);
  for (const axis of ['x', 'y'] as const) {
    let before = 0;
    for (const point of all) {
      table.i16(point[axis] - before);
      before = point[axis];
    }
  }
  table.align();
}

function cmap(glyphs: readonly GlyphPicture[]): Octets {
  const numbered = glyphs.map(({ codePoints: [base, selector] }, i) => ({ base, selector, glyph: i + 1 }));
  const plain = numbered
    .filter(({ selector }) => selector === undefined)
    .sort((left, right) => left.base - right.base);
  const twelve = new Octets().u16(12, 0).u32(16 + plain.length * 12, 0, plain.length);
  for (const { base, glyph } of plain) twelve.u32(base, base, glyph);
  const bySelector = new Map<number, { readonly base: number; readonly glyph: number }[]>();
  for (const { base, selector, glyph } of numbered) {
    if (selector === undefined) continue;
    bySelector.set(selector, [...(bySelector.get(selector) ?? []), { base, glyph }]);
  }
  const selectors = [...bySelector].sort(([left], [right]) => left - right);
  const [records, mappings] = [new Octets(), new Octets()];
  const begin = 10 + selectors.length * 11;
  for (const [selector, mapped] of selectors) {
    records.u24(selector).u32(0, begin + mappings.length);
    mappings.u32(mapped.length);
    for (const { base, glyph } of mapped.sort((left, right) => left.base - right.base)) {
      mappings.u24(base).u16(glyph);
    }
  }
  const fourteen = new Octets()
    .u16(14)
    .u32(begin + mappings.length, selectors.length)
    .append(records)
    .append(mappings);
  // Platform 0 encoding 5: variation sequences; platform 3 encoding 10: the whole of Unicode.
  const offset = 4 + 2 * 8;
  return new Octets()
    .u16(0, 2, 0, 5)
    .u32(offset)
    .u16(3, 10)
    .u32(offset + fourteen.length)
    .append(fourteen)
    .append(twelve);
}

function head({ xMin, yMin, xMax, yMax }: ReturnType<typeof bounds>): Octets {
  return (
    new Octets()
      .u32(0x00010000, 0x00010000, 0, 0x5f0f3cf5)
      .u16(0b11, EM)
      // Made and changed at no time: the same pictures are the same font.
      .u32(0, 0, 0, 0)
      .i16(xMin, yMin, xMax, yMax)
      .u16(0, 8)
      .i16(2, 1, 0)
  );
}

function os2(): Octets {
  return new Octets()
    .u16(4)
    .i16(EM)
    .u16(400, 5, 0)
    .i16(650, 600, 0, 75, 650, 600, 0, 350, 50, 300, 0)
    .append(new Octets().u8(...new Array<number>(10).fill(0)))
    .u32(0, 0, 0, 0)
    .u8(...Buffer.from('NONE'))
    .u16(0x40, 0x20, 0xffff)
    .i16(ASCENT, ASCENT - EM, 0)
    .u16(ASCENT, EM - ASCENT)
    .u32(0, 0)
    .i16(500, 700)
    .u16(0, 0x20, 1);
}

function names(): Octets {
  const texts = [
    [1, NAME],
    [2, 'Regular'],
    [4, NAME],
    [6, NAME],
  ] as const;
  const [records, strings] = [new Octets(), new Octets()];
  for (const [id, text] of texts) {
    records.u16(3, 1, 0x409, id, text.length * 2, strings.length);
    for (const letter of text) strings.u16(letter.charCodeAt(0));
  }
  return new Octets()
    .u16(0, texts.length, 6 + texts.length * 12)
    .append(records)
    .append(strings);
}

function assemble(tables: Readonly<Record<string, Octets>>): Uint8Array {
  const entries = Object.entries(tables);
  const power = 2 ** Math.floor(Math.log2(entries.length));
  const directory = new Octets()
    .u32(0x00010000)
    .u16(entries.length, power * 16, Math.log2(power), (entries.length - power) * 16);
  const body = new Octets();
  const begin = 12 + entries.length * 16;
  let headAt = 0;
  for (const [tag, table] of entries) {
    if (tag === 'head') headAt = begin + body.length;
    const { length } = table;
    table.align();
    directory.u8(...Buffer.from(tag.padEnd(4))).u32(checksum(table.bytes()), begin + body.length, length);
    body.append(table);
  }
  const font = directory.append(body).bytes();
  new DataView(font.buffer).setUint32(headAt + 8, (0xb1b0afba - checksum(font)) >>> 0);
  return font;
}

function checksum(octets: Uint8Array): number {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  let sum = 0;
  for (let at = 0; at + 4 <= octets.length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}

/** Numbers as OpenType has them: the high octet first. */
class Octets {
  readonly #octets: number[] = [];

  get length(): number {
    return this.#octets.length;
  }
  u8(...values: readonly number[]): this {
    for (const value of values) this.#octets.push(value & 0xff);
    return this;
  }
  u16(...values: readonly number[]): this {
    for (const value of values) this.u8(value >> 8, value);
    return this;
  }
  i16(...values: readonly number[]): this {
    return this.u16(...values);
  }
  u24(value: number): this {
    return this.u8(value >> 16, value >> 8, value);
  }
  u32(...values: readonly number[]): this {
    for (const value of values) this.u8(value >>> 24, value >> 16, value >> 8, value);
    return this;
  }
  append(other: Octets): this {
    for (const octet of other.#octets) this.#octets.push(octet);
    return this;
  }
  align(): void {
    while (this.length % 4 !== 0) this.u8(0);
  }
  bytes(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.#octets);
  }
}
