/** What a font says of a base character with a variation selector: its usual glyph, or another one. */
export type VariedGlyph = 'usual' | number;

/** Looks a sequence up; undefined: the font does not have it, whatever it draws when asked. */
export type VariationSequences = (base: number, selector: number) => VariedGlyph | undefined;

export function isVariationSelector(codePoint: number): boolean {
  return (codePoint >= 0xfe00 && codePoint <= 0xfe0f) || (codePoint >= 0xe0100 && codePoint <= 0xe01ef);
}

/**
 * Reads the variation sequences of a font: format 14 of its `cmap` (OpenType 1.9, cmap, "Format 14"). Shapers draw the
 * usual glyph for a sequence that is not there and say nothing, so only this table tells what is drawn as registered.
 */
export function readVariationSequences(font: Uint8Array): VariationSequences {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const table = formatFourteen(view);
  if (table === undefined) return () => undefined;
  const selectors = new Map<number, number>();
  const count = view.getUint32(table + 6);
  for (let at = table + 10, i = 0; i < count; i++, at += 11) selectors.set(uint24(view, at), at);
  return (base, selector) => {
    const record = selectors.get(selector);
    if (record === undefined) return undefined;
    const [usual, others] = [view.getUint32(record + 3), view.getUint32(record + 7)];
    if (usual !== 0 && inRanges(view, table + usual, base)) return 'usual';
    return others === 0 ? undefined : mapped(view, table + others, base);
  };
}

function formatFourteen(view: DataView): number | undefined {
  const tables = view.getUint16(4);
  for (let i = 0, at = 12; i < tables; i++, at += 16) {
    if (view.getUint32(at) !== 0x636d6170) continue;
    const cmap = view.getUint32(at + 8);
    const subtables = view.getUint16(cmap + 2);
    for (let n = 0, record = cmap + 4; n < subtables; n++, record += 8) {
      const offset = cmap + view.getUint32(record + 4);
      // Platform 0, encoding 5: Unicode variation sequences.
      if (view.getUint16(record) === 0 && view.getUint16(record + 2) === 5 && view.getUint16(offset) === 14) {
        return offset;
      }
    }
  }
  return undefined;
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at) * 256 + view.getUint8(at + 2);
}

function inRanges(view: DataView, table: number, base: number): boolean {
  const count = view.getUint32(table);
  for (let i = 0, at = table + 4; i < count; i++, at += 4) {
    const start = uint24(view, at);
    if (base >= start && base <= start + view.getUint8(at + 3)) return true;
  }
  return false;
}

function mapped(view: DataView, table: number, base: number): number | undefined {
  const count = view.getUint32(table);
  for (let i = 0, at = table + 4; i < count; i++, at += 5) {
    if (uint24(view, at) === base) return view.getUint16(at + 3);
  }
  return undefined;
}

/** The part of fontkit that picks glyphs; not in its types. */
interface PicksGlyphs {
  readonly _cmapProcessor?: { getVariationSelector?: (base: number, selector: number) => number };
}

/**
 * Lets a font of fontkit 2.0.4 draw the variants that it has: its own look-up gives up where a selector has both usual
 * and other glyphs (`getVariationSelector`), and draws the usual one instead. Whether it helped is asked of the result.
 */
export function teachVariants(font: object, sequences: VariationSequences): void {
  const picker = (font as PicksGlyphs)._cmapProcessor;
  if (picker === undefined) return;
  picker.getVariationSelector = (base, selector) => {
    const glyph = sequences(base, selector);
    // 0 lets it draw the usual glyph.
    return typeof glyph === 'number' ? glyph : 0;
  };
}
