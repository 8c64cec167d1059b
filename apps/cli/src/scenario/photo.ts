import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawPortrait, portraitJpeg } from '@mibun/portraits';
import sharp from 'sharp';

/** A real photograph for tests and the scenario, where the folder beside the project has one; it is never copied. */
const PHOTOGRAPH = join(import.meta.dirname, '../../../../../shared/data/photos/portrait-astronaut.png');

export interface Portrait {
  readonly jpeg: Uint8Array;
  readonly png: Uint8Array;
  readonly source: string;
}

/** The applicant's portrait: the photograph when it is there, otherwise a face drawn by the project, which the run says. */
export async function applicantPortrait(): Promise<Portrait> {
  if (existsSync(PHOTOGRAPH)) {
    const png = readFileSync(PHOTOGRAPH);
    return { png, jpeg: await sharp(png).jpeg({ quality: 95 }).toBuffer(), source: 'portrait-astronaut.png' };
  }
  const jpeg = await drawnPortrait('hanako');
  return { jpeg, png: await sharp(jpeg).png().toBuffer(), source: 'a face drawn by the project' };
}

/** Another picture of the same person, for the second application. */
export async function secondPortrait(): Promise<Portrait> {
  const jpeg = await drawnPortrait('hanako-later');
  return { jpeg, png: await sharp(jpeg).png().toBuffer(), source: 'a face drawn by the project' };
}

async function drawnPortrait(seed: string): Promise<Uint8Array> {
  return portraitJpeg(drawPortrait({ seed, age: 34, sex: '2' }));
}
