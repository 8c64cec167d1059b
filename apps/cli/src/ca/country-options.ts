import type { CertificateProfile } from '@mibun/pki';
import { Option } from 'commander';
import { CommandError } from '../output.ts';

/** Whose certificates are expected. */
export interface CountryOptions {
  readonly arc?: string;
  readonly country?: string;
}

/** Whose object identifiers are expected: those of the demo, or a country's own. */
export function arcOption(): Option {
  return new Option('--arc <oid>', "the country's arc of object identifiers, if not the demo's").env(
    'MIBUN_OID_ARC',
  );
}

/** Whose names and object identifiers. */
export function countryOption(): Option {
  return new Option('--country <folder>', "the country's folder: names of its CAs and its arc").env(
    'MIBUN_COUNTRY',
  );
}

/** What `caInfo` and `identifyCa` look for; undefined: the demo's. */
export async function expectedCas({
  arc,
  country: folder,
}: CountryOptions): Promise<string | CertificateProfile | undefined> {
  if (folder === undefined) return arc;
  const [{ checkCountry, faultLine }, { profileWith }] = await Promise.all([
    import('@mibun/server/country'),
    import('@mibun/pki'),
  ]);
  const { country, faults } = checkCountry(folder);
  if (!country) {
    throw new CommandError(
      faults.map(faultLine).join('\n'),
      `put the folder right first: mibun country check ${folder}`,
    );
  }
  return profileWith(country.pki.layout, arc ?? country.pki.arc, country.pki.names);
}
