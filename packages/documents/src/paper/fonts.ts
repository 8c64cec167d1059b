import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Font } from 'fontkit';
import { create } from 'fontkit';

/** `mincho` for names and certificates, `gothic` for reading, `gothic-bold` for headings. */
export type FontRole = 'mincho' | 'gothic' | 'gothic-medium' | 'gothic-bold';

/** Stands for a character that no font has. */
export const GETA = '〓';

/** One font file, read when it is first needed. */
export interface FontFace {
  readonly id: string;
  readonly bytes: Buffer;
  readonly font: Font;
}

/** A stretch of text that one font draws. */
export interface FontRun {
  readonly face: FontFace;
  readonly text: string;
}

/** The fonts of this installation with fall-back character by character. */
export interface FontBook {
  /** Splits text into runs. What no font has becomes 〓 and is listed. */
  readonly runs: (
    text: string,
    role: FontRole,
  ) => { readonly runs: readonly FontRun[]; readonly substituted: readonly string[] };
  /** Characters (with their variation selectors) that no font here can draw. */
  readonly missingCharacters: (text: string) => readonly string[];
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

function isSelector(codePoint: number): boolean {
  return (codePoint >= 0xfe00 && codePoint <= 0xfe0f) || (codePoint >= 0xe0100 && codePoint <= 0xe01ef);
}

class LazyFace implements FontFace {
  readonly id: string;
  readonly #path: string;
  #bytes: Buffer | undefined;
  #font: Font | undefined;

  constructor(file: string) {
    this.id = path.basename(file);
    this.#path = file;
  }

  get bytes(): Buffer {
    this.#bytes ??= readFileSync(this.#path);
    return this.#bytes;
  }

  get font(): Font {
    this.#font ??= create(this.bytes) as Font;
    return this.#font;
  }

  draws(character: string): boolean {
    return [...character].every((c) => {
      const codePoint = c.codePointAt(0) ?? 0;
      return isSelector(codePoint) || this.font.hasGlyphForCodePoint(codePoint);
    });
  }
}

class Book implements FontBook {
  readonly #roles: Readonly<Record<FontRole, readonly LazyFace[]>>;
  /** Draws ideographic variation sequences (IPAmj has 11,474 of them). */
  readonly #variants: LazyFace | undefined;
  readonly #chosen = new Map<string, LazyFace | undefined>();
  readonly faces: readonly string[];

  constructor(directories: readonly string[]) {
    const debian = (file: string): LazyFace[] => {
      const found = directories.map((d) => path.join(d, file)).find((candidate) => existsSync(candidate));
      return found === undefined ? [] : [new LazyFace(found)];
    };
    const require = createRequire(import.meta.url);
    const noto = (file: string): LazyFace =>
      new LazyFace(require.resolve(`@expo-google-fonts/noto-sans-jp/${file}`));
    const [mj, ex] = [debian(MJ), debian(EX_MINCHO)];
    const gothic = noto(NOTO.gothic);
    this.#variants = mj[0];
    this.#roles = {
      mincho: [...ex, ...mj, gothic],
      gothic: [gothic, ...mj],
      'gothic-medium': [noto(NOTO['gothic-medium']), ...mj],
      'gothic-bold': [noto(NOTO['gothic-bold']), ...mj],
    };
    this.faces = [...new Set(Object.values(this.#roles).flat())].map((face) => face.id);
  }

  #choose(character: string, role: FontRole): LazyFace | undefined {
    const key = `${role} ${character}`;
    if (this.#chosen.has(key)) return this.#chosen.get(key);
    const varied = [...character].some((c) => isSelector(c.codePointAt(0) ?? 0));
    const preferred = varied && this.#variants !== undefined ? [this.#variants] : [];
    const face = [...preferred, ...this.#roles[role]].find((candidate) => candidate.draws(character));
    if (this.#chosen.size > 50_000) this.#chosen.clear();
    this.#chosen.set(key, face);
    return face;
  }

  runs(text: string, role: FontRole): { readonly runs: readonly FontRun[]; readonly substituted: string[] } {
    const runs: { face: FontFace; text: string }[] = [];
    const substituted: string[] = [];
    for (const character of charactersOf(text)) {
      const face = this.#choose(character, role);
      if (face === undefined) substituted.push(character);
      const drawn = face === undefined ? GETA : character;
      const use = face ?? this.#choose(GETA, role);
      if (use === undefined) continue;
      const last = runs.at(-1);
      if (last?.face === use) last.text += drawn;
      else runs.push({ face: use, text: drawn });
    }
    return { runs, substituted };
  }

  missingCharacters(text: string): readonly string[] {
    return charactersOf(text).filter((character) => this.#choose(character, 'mincho') === undefined);
  }
}

let standard: FontBook | undefined;

/**
 * IPAmj and IPAex Mincho where Debian's fonts-ipamj-mincho and fonts-ipaexfont are installed (`directories` for
 * other places), Noto Sans JP from npm always. Without `directories` the same book is given each time.
 */
export function openFontBook(options?: { readonly directories?: readonly string[] }): FontBook {
  if (options?.directories !== undefined) return new Book(options.directories);
  standard ??= new Book(DEBIAN_DIRECTORIES);
  return standard;
}
