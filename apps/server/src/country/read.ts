import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Picture } from '@mibun/documents/picture';
import { FEE_AMOUNTS, PICK_UP_DEFAULTS } from '@mibun/rules';
import type { z } from 'zod';
import { DOCUMENT_DEFAULTS, KIOSK_FEE } from './defaults.ts';
import { readDrawing, shapesOf } from './drawings.ts';
import { readGlyphs } from './glyphs.ts';
import { type Parsed, parseFile, placeOf } from './parse.ts';
import { FILES, type FileName } from './schema.ts';
import type { Country, CountryCheck, CountryFault, CountryFees } from './types.ts';

/** The country's mark, on pages, cards and papers. */
export const EMBLEM = 'emblem.svg';

/** What a folder need not have: then the law's own figures hold. */
const OPTIONAL: readonly FileName[] = ['fees.yaml', 'deadlines.yaml', 'documents.yaml'];

type Contents = { readonly [File in FileName]: Parsed<z.infer<(typeof FILES)[File]>> };

/** Reads a country's folder; finds everything that is wrong with it at once. */
export function checkCountry(folder: string): CountryCheck {
  const names = namesIn(folder);
  if (typeof names === 'string') return { faults: [{ file: folder, place: '', problem: names }] };
  const faults: CountryFault[] = names.filter(isStray).map((file) => ({
    file,
    place: '',
    problem: `is not a file of a country: see its spelling (${[...Object.keys(FILES), EMBLEM].join(', ')}), or take it away`,
  }));
  const contents = Object.fromEntries(
    Object.entries(FILES).map(([file, schema]) => [file, read(folder, file as FileName, schema, names)]),
  ) as unknown as Contents;
  const emblem = readEmblem(folder, names);
  const { glyphs, faults: ofGlyphs } = readGlyphs(folder);
  faults.push(
    ...Object.values(contents).flatMap((parsed) => parsed.faults),
    ...emblem.faults,
    ...ofGlyphs,
    ...acrossFiles(contents),
  );
  const country = faults.length === 0 ? countryOf(contents, emblem.picture, glyphs) : undefined;
  return country ? { country, faults: [] } : { faults };
}

/** One line for a person: file, line, place, what is wrong, what to do. */
export function faultLine({ file, line, place, problem }: CountryFault): string {
  return [line === undefined ? file : `${file}:${line}`, place, problem].filter(Boolean).join(' ');
}

/** What looks as if it were meant to be read, and is not: a file with a slip of the pen in its name would be silently none. */
function isStray(name: string): boolean {
  return /\.(ya?ml|json|csv|svg|png)$/i.test(name) && !Object.hasOwn(FILES, name) && name !== EMBLEM;
}

function namesIn(folder: string): readonly string[] | string {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTDIR')
      return 'is a file: name the folder of the country (mibun country new FOLDER begins one)';
    if (code === 'ENOENT')
      return 'is not there: name the folder of the country (mibun country new FOLDER begins one)';
    return `cannot be opened (${code ?? String(error)}): let this user read it`;
  }
}

function read(folder: string, file: FileName, schema: z.ZodType, names: readonly string[]): Parsed<unknown> {
  const none = (problem?: string): Parsed<unknown> => ({
    faults: problem === undefined ? [] : [{ file, place: '', problem }],
    lineOf: () => undefined,
  });
  if (!names.includes(file)) {
    return none(
      OPTIONAL.includes(file) ? undefined : 'is missing: write it (mibun country new FOLDER shows how)',
    );
  }
  try {
    return parseFile(
      file,
      new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(join(folder, file))),
      schema,
    );
  } catch (error) {
    if (error instanceof TypeError) return none('is not UTF-8: save it so');
    return none(
      `cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)}): let this user read it`,
    );
  }
}

function readEmblem(
  folder: string,
  names: readonly string[],
): { readonly picture?: Picture; readonly faults: readonly CountryFault[] } {
  if (!names.includes(EMBLEM)) {
    const problem = 'is missing: write it (mibun country new FOLDER shows how)';
    return { faults: [{ file: EMBLEM, place: '', problem }] };
  }
  return readDrawing(folder, EMBLEM);
}

function acrossFiles({ 'municipalities.yaml': towns, 'fees.yaml': fees }: Contents): readonly CountryFault[] {
  const faults: CountryFault[] = [];
  const at = (file: FileName, parsed: Parsed<unknown>, path: readonly PropertyKey[], problem: string) => {
    const line = parsed.lineOf(path);
    faults.push({ file, ...(line !== undefined && { line }), place: placeOf(path), problem });
  };
  const rows = Array.isArray(towns.content) ? towns.content.map((row: unknown) => entry(row, 'code')) : [];
  rows.forEach((code, i) => {
    const before = rows.indexOf(code);
    if (typeof code !== 'string' || before === i) return;
    const problem = `is there twice, as that of [${before + 1}] too: give every municipality its own`;
    at('municipalities.yaml', towns, [i, 'code'], problem);
  });
  const own = entry(entry(fees.content, 'kiosk'), 'byMunicipality');
  for (const code of typeof own === 'object' && own !== null && rows.length > 0 ? Object.keys(own) : []) {
    if (rows.includes(code)) continue;
    const problem = 'is no municipality of municipalities.yaml: write one of its codes, or take it out';
    at('fees.yaml', fees, ['kiosk', 'byMunicipality', code], problem);
  }
  return faults;
}

/** What stands under a key of what may be anything. */
function entry(of: unknown, key: string): unknown {
  return typeof of === 'object' && of !== null ? (of as Readonly<Record<string, unknown>>)[key] : undefined;
}

function countryOf(
  contents: Contents,
  emblem: Picture | undefined,
  glyphs: Country['glyphs'],
): Country | undefined {
  const { data: about } = contents['country.yaml'];
  const { data: towns } = contents['municipalities.yaml'];
  const { data: letters } = contents['letters.yaml'];
  const { data: card } = contents['card.yaml'];
  const { data: pki } = contents['pki.yaml'];
  if (!about || !towns || !letters || !card || !pki || !emblem) return undefined;
  return {
    ...about,
    municipalities: towns.map(({ mayor, ...rest }) => ({ ...rest, ...(mayor && { mayor }) })),
    fees: feesOf(contents['fees.yaml'].data),
    pickUp: contents['deadlines.yaml'].data?.pickUp ?? PICK_UP_DEFAULTS,
    documents: contents['documents.yaml'].data ?? DOCUMENT_DEFAULTS,
    letters,
    card: { ...card, emblem: shapesOf(emblem) },
    pki,
    glyphs,
  };
}

function feesOf(fees: z.infer<(typeof FILES)['fees.yaml']> | undefined): CountryFees {
  if (!fees) return { ...FEE_AMOUNTS, residentRecord: () => KIOSK_FEE };
  const { kiosk, ...amounts } = fees;
  return {
    ...amounts,
    residentRecord: (code) => kiosk.byMunicipality?.[code]?.residentRecord ?? kiosk.residentRecord,
  };
}
