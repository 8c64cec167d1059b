import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GlyphPicture } from '@mibun/documents/picture';
import { z } from 'zod';
import { readDrawing } from './drawings.ts';
import { parseFile, placeOf } from './parse.ts';
import type { CountryFault } from './types.ts';

const FOLDER = 'glyphs';
const INDEX = 'glyphs.yaml';
const MOST = 500;

const isSelector = (point: number) =>
  (point >= 0xfe00 && point <= 0xfe0f) || (point >= 0xe0100 && point <= 0xe01ef);

const CODE_POINTS = /^U\+([0-9A-F]{4,6})(?: U\+([0-9A-F]{4,6}))?$/;

function codePointsOf(text: string): GlyphPicture['codePoints'] | undefined {
  const [, first, second] = CODE_POINTS.exec(text) ?? [];
  if (first === undefined) return undefined;
  const base = Number.parseInt(first, 16);
  return second === undefined ? [base] : [base, Number.parseInt(second, 16)];
}

/** A character of a name: no control, mark, blank or private one, which nobody else could read (CRT-01). */
function isCharacter(base: number): boolean {
  return (
    base <= 0x10ffff && /^[\p{L}\p{N}\p{S}\p{P}]$/u.test(String.fromCodePoint(base)) && !isSelector(base)
  );
}

const indexSchema = z
  .array(
    z.strictObject({
      character: z
        .string({ error: 'is not text: write it between quotation marks, as "U+845B U+E0101"' })
        .refine((text) => codePointsOf(text) !== undefined, {
          error:
            'is no character: write its code point, and its variation selector if it has one, as "U+845B U+E0101"',
        })
        .refine((text) => isCharacter(codePointsOf(text)?.[0] ?? 0x3042), {
          error: 'is no character of a name in Unicode: register one that has a code point of its own',
        })
        .refine((text) => isSelector(codePointsOf(text)?.[1] ?? 0xe0100), {
          error: 'has a second code point that is no variation selector: write one from U+E0100 to U+E01EF',
        }),
      picture: z.string({ error: 'is not text: write the name of the file' }).regex(/^[\w-]{1,60}\.svg$/, {
        error: 'is no name of a picture: write letters, digits and hyphens, as u845b-e0101.svg',
      }),
      source: z.string({ error: 'is not text: write where the shape comes from' }).max(200).optional(),
    }),
    { error: 'is no list: begin every character with "- character:"' },
  )
  .max(MOST, { error: `has too many characters: write ${MOST} at most` });

/** Pictures of characters that no font has, if the folder has any. */
export function readGlyphs(folder: string): {
  readonly glyphs: readonly GlyphPicture[];
  readonly faults: readonly CountryFault[];
} {
  let names: readonly string[];
  try {
    names = readdirSync(join(folder, FOLDER)).sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { glyphs: [], faults: [] };
    return {
      glyphs: [],
      faults: [fault('', `cannot be read (${code}): make it a folder that this user may read`)],
    };
  }
  if (!names.includes(INDEX)) {
    return { glyphs: [], faults: [fault(INDEX, 'is missing: name in it the character of each picture')] };
  }
  const file = `${FOLDER}/${INDEX}`;
  const source = readFileSync(join(folder, file), 'utf8');
  const { data = [], faults: own, lineOf } = parseFile(file, source, indexSchema);
  const faults: CountryFault[] = [...own];
  const glyphs: GlyphPicture[] = [];
  const seen = new Map<string, number>();
  for (const [i, { character, picture }] of data.entries()) {
    const at = (key: 'character' | 'picture', problem: string) => {
      const line = lineOf([i, key]);
      faults.push({ file, ...(line !== undefined && { line }), place: placeOf([i, key]), problem });
    };
    const before = seen.get(character);
    seen.set(character, i);
    if (before !== undefined) at('character', `is there twice, as that of [${before + 1}] too: keep one`);
    if (!names.includes(picture)) {
      at('picture', `is not there: put ${picture} into ${FOLDER}/`);
      continue;
    }
    const read = readDrawing(folder, `${FOLDER}/${picture}`);
    faults.push(...read.faults);
    if (!read.picture) continue;
    if (read.picture.shapes.some(({ line, winding }) => line !== undefined || winding === 'evenodd')) {
      const how = 'write holes in the other direction, and turn lines into outlines';
      at('picture', `has lines or fill-rule evenodd, which no font can have: ${how}`);
      continue;
    }
    const codePoints = codePointsOf(character);
    if (codePoints) glyphs.push({ codePoints, picture: read.picture });
  }
  if (own.length > 0) return { glyphs: [], faults };
  const used = new Set(data.map(({ picture }) => picture));
  for (const name of names) {
    if (name === INDEX || used.has(name) || name.startsWith('.')) continue;
    faults.push(fault(name, `is in no entry of ${INDEX}: write its character there, or take it away`));
  }
  return { glyphs, faults };
}

const fault = (name: string, problem: string): CountryFault => ({
  file: name === '' ? FOLDER : `${FOLDER}/${name}`,
  place: '',
  problem,
});
