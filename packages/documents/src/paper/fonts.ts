import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Font } from 'fontkit';
import { create } from 'fontkit';
import { type GlyphPicture, pictureFont } from '../picture/font.ts';
import type { VariationSequences } from './variation-sequences.ts';
import { isVariationSelector, readVariationSequences, teachVariants } from './variation-sequences.ts';

/** `mincho` for names and certificates, `gothic` for reading, `gothic-bold` for headings. */
export type FontRole = 'mincho' | 'gothic' | 'gothic-medium' | 'gothic-bold';

/** Stands for a character that no font has. */
export const GETA = '〓';

/** One font file, read when it is first needed. */
export interface FontFace {
  readonly id: string;
  readonly bytes: Buffer;
  readonly font: Font;
  /** The variants that it has. */
  readonly sequences: VariationSequences;
}

/** A stretch of text that one font draws. */
export interface FontRun {
  readonly face: FontFace;
  readonly text: string;
}

/** A character that is not drawn as it is registered, and what is drawn for it: 〓, or the usual form of a variant. */
export interface Substitute {
  /** With its variation selector. */
  readonly character: string;
  readonly drawn: string;
}

/** The fonts of this installation with fall-back character by character. */
export interface FontBook {
  /** Splits text into runs. What no font has becomes 〓; that and every variant drawn in its usual form is listed. */
  readonly runs: (
    text: string,
    role: FontRole,
  ) => { readonly runs: readonly FontRun[]; readonly substituted: readonly Substitute[] };
  /** What of this text is not drawn as it is registered, on whatever is drawn with these fonts; each once. */
  readonly substitutes: (text: string) => readonly Substitute[];
  /** Names of the font files found, for reports. */
  readonly faces: readonly string[];
}

const DEBIAN_DIRECTORIES = ['/usr/share/fonts/truetype/ipamj', '/usr/share/fonts/opentype/ipaexfont-mincho'];

const MJ = 'ipamjm.ttf';
const EX_MINCHO = 'ipaexm.ttf';
const NOTO: Readonly<Record<Exclude<FontRole, 'mincho'>, string>> = {
  gothic: '400Regular/NotoSansJP_400Regular.ttf',
  'gothic-medium': '500Medium/NotoSansJP_500Medium.ttf',
  'gothic-bold': '700Bold/NotoSansJP_700Bold.ttf',
};

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** Characters as a reader counts them: a base with its combining marks and variation selectors. */
export function charactersOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

function codePointsOf(text: string): number[] {
  return Array.from(text, (c) => c.codePointAt(0) ?? 0);
}

class LazyFace implements FontFace {
  readonly id: string;
  readonly #read: () => Buffer;
  #bytes: Buffer | undefined;
  #font: Font | undefined;
  #sequences: VariationSequences | undefined;

  constructor(id: string, read: () => Buffer) {
    this.id = id;
    this.#read = read;
  }

  get bytes(): Buffer {
    this.#bytes ??= this.#read();
    return this.#bytes;
  }

  get font(): Font {
    if (this.#font === undefined) {
      this.#font = create(this.bytes) as Font;
      teachVariants(this.#font, this.sequences);
    }
    return this.#font;
  }

  get sequences(): VariationSequences {
    this.#sequences ??= readVariationSequences(this.bytes);
    return this.#sequences;
  }

  /** Every base character is there. Says nothing of variants. */
  draws(character: string): boolean {
    const bases = codePointsOf(character).filter((codePoint) => !isVariationSelector(codePoint));
    return bases.length > 0 && bases.every((codePoint) => this.font.hasGlyphForCodePoint(codePoint));
  }

  /** Drawn as registered: each variant is one that the font has, and what sets the text picks that glyph. */
  drawsExactly(character: string): boolean {
    if (!this.draws(character)) return false;
    const codePoints = codePointsOf(character);
    return codePoints.every((selector, i) => {
      if (!isVariationSelector(selector)) return true;
      const base = codePoints[i - 1];
      if (base === undefined) return false;
      const wanted = this.sequences(base, selector);
      if (wanted === undefined) return false;
      const glyph = wanted === 'usual' ? this.font.glyphForCodePoint(base).id : wanted;
      const set = this.font.glyphsForString(String.fromCodePoint(base, selector));
      return set[0]?.id === glyph;
    });
  }
}

/** Pictures of characters that no font has. It draws what was registered and nothing else. */
class PictureFace extends LazyFace {
  readonly #registered: ReadonlySet<string>;

  constructor(glyphs: readonly GlyphPicture[]) {
    // A document may hold two of these that differ only in what is registered: never under one name.
    const made = Buffer.from(pictureFont(glyphs));
    super(`supplied-${createHash('sha256').update(made).digest('hex').slice(0, 16)}`, () => made);
    this.#registered = new Set(glyphs.map(({ codePoints }) => String.fromCodePoint(...codePoints)));
  }

  override draws(character: string): boolean {
    return this.#registered.has(character);
  }

  override drawsExactly(character: string): boolean {
    return this.#registered.has(character);
  }
}

/** Font files are large: each is read once, whatever books it is in. */
const files = new Map<string, LazyFace>();

function faceOf(file: string): LazyFace {
  const face = files.get(file) ?? new LazyFace(path.basename(file), () => readFileSync(file));
  files.set(file, face);
  return face;
}

class Book implements FontBook {
  readonly #roles: Readonly<Record<FontRole, readonly LazyFace[]>>;
  /** Draws ideographic variation sequences (IPAmj has 11,474 of them). */
  readonly #variants: LazyFace | undefined;
  readonly #chosen = new Map<string, Choice>();
  readonly faces: readonly string[];

  constructor(directories: readonly string[], glyphs: readonly GlyphPicture[] = []) {
    const debian = (file: string): LazyFace[] => {
      const found = directories.map((d) => path.join(d, file)).find((candidate) => existsSync(candidate));
      return found === undefined ? [] : [faceOf(found)];
    };
    const require = createRequire(import.meta.url);
    const noto = (file: string): LazyFace =>
      faceOf(require.resolve(`@expo-google-fonts/noto-sans-jp/${file}`));
    const [mj, ex] = [debian(MJ), debian(EX_MINCHO)];
    const gothic = noto(NOTO.gothic);
    // Last: what a font draws as registered needs no picture.
    const supplied = glyphs.length > 0 ? [new PictureFace(glyphs)] : [];
    this.#variants = mj[0];
    this.#roles = {
      mincho: [...ex, ...mj, gothic, ...supplied],
      gothic: [gothic, ...mj, ...supplied],
      'gothic-medium': [noto(NOTO['gothic-medium']), ...mj, ...supplied],
      'gothic-bold': [noto(NOTO['gothic-bold']), ...mj, ...supplied],
    };
    this.faces = [...new Set(Object.values(this.#roles).flat())].map((face) => face.id);
  }

  #choose(character: string, role: FontRole): Choice {
    const key = `${role} ${character}`;
    const known = this.#chosen.get(key);
    if (known !== undefined) return known;
    const varied = codePointsOf(character).some(isVariationSelector);
    const faces = [...(varied && this.#variants !== undefined ? [this.#variants] : []), ...this.#roles[role]];
    const exact = faces.find((candidate) => candidate.drawsExactly(character));
    const choice: Choice = { face: exact ?? faces.find((candidate) => candidate.draws(character)), exact };
    if (this.#chosen.size > 50_000) this.#chosen.clear();
    this.#chosen.set(key, choice);
    return choice;
  }

  runs(
    text: string,
    role: FontRole,
  ): { readonly runs: readonly FontRun[]; readonly substituted: Substitute[] } {
    const runs: { face: FontFace; text: string }[] = [];
    const substituted: Substitute[] = [];
    for (const character of charactersOf(text)) {
      const { face, exact } = this.#choose(character, role);
      const drawn = face === undefined ? GETA : character;
      if (exact === undefined) substituted.push({ character, drawn: usualForm(drawn) });
      const use = face ?? this.#choose(GETA, role).face;
      if (use === undefined) continue;
      const last = runs.at(-1);
      if (last?.face === use) last.text += drawn;
      else runs.push({ face: use, text: drawn });
    }
    return { runs, substituted };
  }

  substitutes(text: string): readonly Substitute[] {
    const roles = Object.keys(this.#roles) as FontRole[];
    const found = roles.flatMap((role) => this.runs(text, role).substituted);
    return eachOnce(found);
  }
}

interface Choice {
  readonly face: LazyFace | undefined;
  /** The same face, when it draws the character as registered. */
  readonly exact: LazyFace | undefined;
}

function usualForm(character: string): string {
  return codePointsOf(character)
    .filter((codePoint) => !isVariationSelector(codePoint))
    .map((codePoint) => String.fromCodePoint(codePoint))
    .join('');
}

/** Each character once; where one drawing shows 〓 and another the usual form, the worse one. */
export function eachOnce(substitutes: readonly Substitute[]): readonly Substitute[] {
  const worst = new Map<string, Substitute>();
  for (const one of substitutes) {
    if (one.drawn === GETA || !worst.has(one.character)) worst.set(one.character, one);
  }
  return [...worst.values()];
}

let standard: FontBook | undefined;

/**
 * IPAmj and IPAex Mincho where Debian's fonts-ipamj-mincho and fonts-ipaexfont are installed (`directories` for
 * other places), Noto Sans JP from npm always, and pictures that somebody supplies for what none of them has. Without
 * options the same book is given each time.
 */
export function openFontBook(options?: {
  readonly directories?: readonly string[];
  readonly glyphs?: readonly GlyphPicture[];
}): FontBook {
  const { directories, glyphs = [] } = options ?? {};
  if (directories !== undefined || glyphs.length > 0)
    return new Book(directories ?? DEBIAN_DIRECTORIES, glyphs);
  standard ??= new Book(DEBIAN_DIRECTORIES);
  return standard;
}

/** What of these texts is not drawn as it is registered, on a card, a paper or a chip's picture; each character once. */
export function substitutesIn(
  texts: readonly (string | null | undefined)[],
  fonts: FontBook = openFontBook(),
): readonly Substitute[] {
  return eachOnce(texts.flatMap((text) => fonts.substitutes(text ?? '')));
}
