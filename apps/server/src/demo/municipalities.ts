import { join } from 'node:path';
import type { Country } from '../country/index.ts';
import { readCountry } from '../read-country.ts';
import type { Municipality } from '../residents/index.ts';

/** The folder that an operator would write; what lives in the country (people, towns, faces) is beside it. */
export const DEMO_COUNTRY_FOLDER = join(import.meta.dirname, 'mihon');

export const demoCountry: Country = readCountry(DEMO_COUNTRY_FOLDER);

/** The demo country's municipalities as the resident registry knows them. */
export const demoMunicipalities: readonly Municipality[] = demoCountry.municipalities;
