import { deflateSync } from 'node:zlib';
import type { Font } from 'fontkit';

export interface RestFont {
  /** WOFF 1.0. */
  readonly bytes: Uint8Array;
  readonly characters: readonly number[];
}

/** What the web's subsets of a font leave out, as a small font. `font` is the whole font in `source`. */
export function restFont(
  font: Font,
  source: Uint8Array,
  inSubsets: (codePoint: number) => boolean,
): RestFont {
  const characters = font.characterSet.filter((one) => one > 0x20 && !inSubsets(one)).sort((a, b) => a - b);
  // It takes a glyph by its number, too, and gives the number that it has from now on.
  const subset = font.createSubset() as unknown as {
    includeGlyph(glyph: number): number;
    encode(): Uint8Array;
  };
  const glyphs = characters.map((one) => subset.includeGlyph(font.glyphForCodePoint(one).id));
  const tables = new Map(tablesOf(subset.encode()));
  const whole = new Map(tablesOf(source));
  for (const name of ['OS/2', 'name']) tables.set(name, whole.get(name) ?? new Uint8Array());
  tables.set('post', noGlyphNames(whole.get('post') ?? new Uint8Array(32)));
  tables.set('cmap', cmap(characters, glyphs));
  return { bytes: woff(tables), characters };
}

function* tablesOf(font: Uint8Array): Generator<readonly [string, Uint8Array]> {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  for (let at = 12, left = view.getUint16(4); left > 0; at += 16, left--) {
    const offset = view.getUint32(at + 8);
    yield [tagAt(font, at), font.slice(offset, offset + view.getUint32(at + 12))];
  }
}

const tagAt = (font: Uint8Array, at: number): string => String.fromCharCode(...font.subarray(at, at + 4));

/** OpenType 1.9, post, version 3.0. */
function noGlyphNames(post: Uint8Array): Uint8Array {
  const short = post.slice(0, 32);
  new DataView(short.buffer).setUint32(0, 0x00030000);
  return short;
}

/** OpenType 1.9, cmap, format 12. */
function cmap(characters: readonly number[], glyphs: readonly number[]): Uint8Array {
  const groups = characters.flatMap((one, at) => u32(one, one, glyphs[at] ?? 0));
  return Uint8Array.from([
    ...[...u16(0, 1), ...u16(3, 10), ...u32(12)],
    ...[...u16(12, 0), ...u32(16 + groups.length, 0, characters.length)],
    ...groups,
  ]);
}

const u16 = (...values: readonly number[]): number[] => values.flatMap((value) => [value >>> 8, value & 255]);
const u32 = (...values: readonly number[]): number[] =>
  values.flatMap((value) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);

/** WOFF File Format 1.0, §3 to §5. */
function woff(tables: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const named = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const packed = named.map(([tag, bytes]) => {
    const deflated = deflateSync(bytes, { level: 9 });
    return { tag, bytes, data: deflated.length < bytes.length ? deflated : bytes };
  });
  const padded = (length: number) => (length + 3) & ~3;
  const directory: number[] = [];
  let at = 44 + 20 * packed.length;
  const body = Buffer.alloc(packed.reduce((sum, { data }) => sum + padded(data.length), at));
  for (const { tag, bytes, data } of packed) {
    directory.push(...Buffer.from(tag), ...u32(at, data.length, bytes.length, checksum(bytes)));
    body.set(data, at);
    at += padded(data.length);
  }
  const unpacked = 12 + 16 * packed.length + packed.reduce((sum, { bytes }) => sum + padded(bytes.length), 0);
  body.set([
    ...Buffer.from('wOFF'),
    ...u32(0x00010000, body.length),
    ...u16(packed.length, 0),
    ...u32(unpacked),
    ...u16(1, 0),
    ...u32(0, 0, 0, 0, 0),
    ...directory,
  ]);
  return body;
}

function checksum(table: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < table.length; at += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = table.subarray(at, at + 4);
    sum = (sum + ((a << 24) | (b << 16) | (c << 8) | d)) >>> 0;
  }
  return sum;
}
