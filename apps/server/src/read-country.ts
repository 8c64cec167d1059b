import { type Country, checkCountry, faultLine } from './country/index.ts';
import { ConfigurationError } from './platform/index.ts';

/** MIBUN_COUNTRY: a folder. Throws once, naming everything that is wrong with it. */
export function readCountry(folder: string): Country {
  const { country, faults } = checkCountry(folder);
  if (country) return country;
  throw new ConfigurationError(
    `the country of MIBUN_COUNTRY (${folder}) cannot be used`,
    faults.map(faultLine),
  );
}
