import { profileUnder, profileWith } from '@mibun/pki';
import { type Country, checkCountry, faultLine } from './country/index.ts';
import { type Config, ConfigurationError } from './platform/index.ts';

/** MIBUN_COUNTRY: a folder. Throws once, naming everything that is wrong with it. */
export function readCountry(folder: string): Country {
  const { country, faults } = checkCountry(folder);
  if (country) return country;
  throw new ConfigurationError(
    `the country of MIBUN_COUNTRY (${folder}) cannot be used`,
    faults.map(faultLine),
  );
}

/**
 * The configuration with what the country decides. In production the folder alone decides, so that an arc cannot depend
 * on who started the server; a demo may be tried with another arc, layout or sender. Another layout has its own names, which
 * say that it is a test.
 */
export function inCountry(config: Config, { pki, letters }: Country): Config {
  const { arc, layout, mailFrom } = config.said ?? {};
  if (config.mode === 'production') {
    const problems = [
      ...differing('MIBUN_OID_ARC', arc, 'arc of pki.yaml', pki.arc),
      ...differing('MIBUN_CERTIFICATE_PROFILE', layout, 'layout of pki.yaml', pki.layout),
      ...differing('MIBUN_MAIL_FROM', mailFrom, 'sender of letters.yaml', letters.sender),
    ];
    if (pki.arc.startsWith('2.999.')) {
      problems.push(
        `pki.yaml arc "${pki.arc}" is one for examples: certificates need the country's own registered arc`,
      );
    }
    if (pki.names.country === 'ZZ') {
      problems.push('pki.yaml names.country "ZZ" is one for examples: write the code of the country');
    }
    if (problems.length > 0) {
      throw new ConfigurationError('the country is not fit for production', problems);
    }
  }
  return {
    ...config,
    certificateProfile:
      layout === undefined || layout === pki.layout
        ? profileWith(pki.layout, arc ?? pki.arc, pki.names)
        : profileUnder(layout, arc ?? pki.arc),
    ...(pki.practiceStatement !== undefined && { practiceStatement: pki.practiceStatement }),
    mailFrom: mailFrom ?? letters.sender,
  };
}

function differing(name: string, said: string | undefined, what: string, written: string): string[] {
  if (said === undefined || said === written) return [];
  return [
    `${name} is "${said}", but the ${what} is "${written}": take the variable away, or put the folder right`,
  ];
}
