import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { EmblemShape } from '@mibun/documents';
import { MOST_OCTETS, type Picture, readPicture } from '@mibun/documents/picture';
import type { CountryFault } from './types.ts';

/** One drawing of the folder, checked as a whole. */
export function readDrawing(
  folder: string,
  file: string,
): { readonly picture?: Picture; readonly faults: readonly CountryFault[] } {
  const path = join(folder, file);
  let octets: Uint8Array;
  try {
    const { size } = statSync(path);
    octets = size > MOST_OCTETS ? new Uint8Array(MOST_OCTETS + 1) : readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const problem =
      code === 'ENOENT' ? 'is not there: put it there' : `cannot be read (${code}): let this user read it`;
    return { faults: [{ file, place: '', problem }] };
  }
  const { picture, faults } = readPicture(octets);
  if (picture) return { picture, faults: [] };
  return { faults: faults.map(({ line, problem }) => ({ file, line, place: '', problem })) };
}

/** As pages, cards and papers draw it. */
export function shapesOf({ shapes }: Picture): readonly EmblemShape[] {
  return shapes.map(({ segments, line, winding }) => ({
    shape: segments.map(({ op, points }) => `${op}${points.map(short).join(' ')}`).join(''),
    ...(line !== undefined && { line: short(line) }),
    winding,
  }));
}

/** A card's emblem is 6 mm wide: a step is below a thousandth of one. */
const short = (value: number): number => Number(value.toFixed(4));
