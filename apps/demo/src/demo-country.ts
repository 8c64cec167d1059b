import { join } from 'node:path';
import { type Country, checkCountry, faultLine } from '@mibun/server/country';

/** The folder that an operator would write; what lives in the country (people, towns, faces) is beside it. */
const FOLDER = join(import.meta.dirname, 'mihon');

export const demoCountry: Country = readFolder();

function readFolder(): Country {
  const { country, faults } = checkCountry(FOLDER);
  if (!country) throw new Error(faults.map(faultLine).join('\n'));
  return country;
}
