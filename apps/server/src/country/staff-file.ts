import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type BirthDate, isBirthDate, needsOffice, STAFF_ROLES, type StaffRole } from '@mibun/rules';
import { z } from 'zod';
import { parseFile, placeOf } from './parse.ts';
import type { CountryFault } from './types.ts';

/** Somebody of first staff, as the list names them (docs/operate/settle.md). */
export interface FirstStaff {
  readonly person: {
    readonly name: string;
    readonly birthDate: BirthDate;
    readonly sex: '1' | '2';
    readonly address: string;
  };
  readonly duties: readonly { readonly role: StaffRole; readonly office?: string }[];
  /** Of the picture, where a card is to be made in the ceremony. */
  readonly photo?: string;
}

export type StaffCheck =
  | { readonly staff: readonly FirstStaff[]; readonly faults: readonly [] }
  | { readonly staff?: never; readonly faults: readonly CountryFault[] };

const NOT_TEXT = 'is not text: write it between quotation marks';
const text = (most: number) =>
  z.string({ error: NOT_TEXT }).refine((value) => value.trim() !== '' && value.length <= most, {
    error: `is empty or too long: use ${most} characters at most`,
  });

const staffSchema = z
  .array(
    z.strictObject({
      person: z.strictObject({
        name: text(200),
        birthDate: z
          .string({ error: 'is not text: write it between quotation marks, as "1985-04-01"' })
          .refine((value) => isBirthDate(value), { error: 'is no date of birth: write it as "1985-04-01"' }),
        sex: z.enum(['1', '2'], { error: 'is no sex: write "1" (male) or "2" (female)' }),
        address: text(300),
      }),
      duties: z
        .array(
          z.strictObject({
            role: z.enum(STAFF_ROLES, { error: `is no role: write one of ${STAFF_ROLES.join(', ')}` }),
            office: z
              .string({ error: 'is not text: write the five digits between quotation marks' })
              .optional(),
          }),
          { error: 'is no list: begin every duty with "- role:"' },
        )
        .min(1, { error: 'has no duty: write at least one' }),
      photo: text(500).optional(),
    }),
    { error: 'is no list: begin everybody with "- person:"' },
  )
  .min(1, { error: 'names nobody: write at least one person' });

const MOST_PHOTO_OCTETS = 7_000_000;

/** Reads a list of first staff; finds everything that is wrong with it at once. */
export function checkStaffFile(path: string, municipalities: readonly string[]): StaffCheck {
  const none = (problem: string): StaffCheck => ({ faults: [{ file: path, place: '', problem }] });
  let source: string;
  try {
    source = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof TypeError) return none('is not UTF-8: save it so');
    return none(
      `cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)}): name the list of first staff`,
    );
  }
  const { data, faults, lineOf } = parseFile(path, source, staffSchema);
  if (!data) return { faults };
  const found: CountryFault[] = [];
  const fault = (place: readonly PropertyKey[], problem: string) => {
    const line = lineOf(place);
    found.push({ file: path, ...(line !== undefined && { line }), place: placeOf(place), problem });
  };
  data.forEach(({ duties, photo }, i) => {
    duties.forEach(({ role, office }, j) => {
      const at = [i, 'duties', j, 'office'];
      if (needsOffice(role) && office === undefined)
        fault(at, 'is missing: a municipal role is held at one office');
      else if (!needsOffice(role) && office !== undefined)
        fault(at, 'belongs to no national role: take it out');
      else if (office !== undefined && !municipalities.includes(office)) {
        fault(at, 'is no municipality of municipalities.yaml: write one of its codes');
      }
    });
    const problem = photo === undefined ? undefined : photoProblem(join(dirname(resolve(path)), photo));
    if (problem) fault([i, 'photo'], problem);
  });
  if (found.length > 0) return { faults: found };
  return {
    staff: data.map(({ person, duties, photo }) => ({
      person: { ...person, birthDate: person.birthDate as BirthDate },
      duties: duties.map(({ role, office }) => ({ role, ...(office !== undefined && { office }) })),
      ...(photo !== undefined && { photo: join(dirname(resolve(path)), photo) }),
    })),
    faults: [],
  };
}

function photoProblem(path: string): string | undefined {
  if (!existsSync(path) || !statSync(path).isFile()) {
    return 'is no file: write its path, from the folder of this list on';
  }
  const { size } = statSync(path);
  if (size > MOST_PHOTO_OCTETS) return 'is too large: a photo has 7 MB at most (PHO-02)';
  const jpeg = readFileSync(path).subarray(0, 2).toString('hex') === 'ffd8';
  return jpeg ? undefined : 'is no JPEG: take one as for an application (PHO-02)';
}
