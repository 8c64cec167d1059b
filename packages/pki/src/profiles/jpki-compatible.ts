import type { NameAttribute } from '../names.ts';
import { endEntityProfiles, GENERATIONS, personOids } from './common.ts';
import { MIBUN_NAMES } from './mibun.ts';
import type { CertificateNames } from './names.ts';
import type { CaKind, CaProfile, CertificateProfile, EndEntityProfile, ProfileId } from './types.ts';

/** Arc of the public layout (domain.md §6.2, §6.3). */
const PUBLIC_ARC = '1.2.392.200149.8.5';

/** They say that it is a test; the real roots are neither copied nor imitated (pki.md §1). */
export const TEST_NAMES: CertificateNames = {
  country: 'JP',
  organisation: 'MIBUN-TEST',
  operator: 'Mibun Test Authority',
  authorities: {
    signature: 'MIBUN-TEST for digital signature',
    authentication: 'MIBUN-TEST for user authentication',
    institution: 'MIBUN-TEST for institutions',
    'card-face': 'MIBUN-TEST for card face',
  },
  responders: MIBUN_NAMES.responders,
  timeStampAuthority: MIBUN_NAMES.timeStampAuthority,
  timeStampUnit: MIBUN_NAMES.timeStampUnit,
};
const TEST_ALTERNATIVE = '身分試験用個人認証';

/** The units in place of a common name, as the real certificates have them. */
function caOf(names: CertificateNames, kind: CaKind): CaProfile {
  const { country, organisation, operator, authorities } = names;
  const name: readonly NameAttribute[] = [
    { type: 'C', value: country },
    { type: 'O', value: organisation },
    { type: 'OU', value: authorities[kind] },
    { type: 'OU', value: operator },
  ];
  const alternativeName: readonly NameAttribute[] = [
    { type: 'C', value: country },
    { type: 'O', value: names === TEST_NAMES ? TEST_ALTERNATIVE : organisation },
  ];
  return { ...authority, name, alternativeName };
}

/** CA-02: subjectAltName and CRL location as directory names. */
const authority: Omit<CaProfile, 'name' | 'alternativeName'> = {
  keyUsage: ['keyCertSign', 'cRLSign'],
  ownCrlDirectoryName: true,
  generations: GENERATIONS,
};

const shared = (arc: string) =>
  endEntityProfiles({
    signature: `${PUBLIC_ARC}.1.1.20`,
    authentication: `${PUBLIC_ARC}.1.3.30`,
    // nothing is published about these, so they stay under the arc given
    seal: `${arc}.1.3`,
    'time-stamp': `${arc}.1.4`,
    ocsp: `${arc}.1.5`,
  });

/** domain.md §6.2: issuerAltName, and the CRL location also as a directory name. */
function publicLayout(profile: EndEntityProfile): EndEntityProfile {
  const extensions = profile.extensions.flatMap((extension) =>
    extension === 'crlDistributionPoints' ? (['issuerAltName', extension] as const) : [extension],
  );
  return { ...profile, extensions, crlDirectoryName: true };
}

/**
 * The public layout of the real certificates, for services that were written for those.
 */
export const jpkiCompatibleLayout = (
  id: ProfileId,
  arc: string,
  names: CertificateNames = TEST_NAMES,
): CertificateProfile => ({
  ...{ id, layout: 'jpki-compatible', arc, names },
  title: { ja: '公的個人認証と同じ項目（試験用）', en: 'layout of the public certificates (test)' },
  personOids: personOids(`${PUBLIC_ARC}.5`),
  ca: {
    signature: caOf(names, 'signature'),
    authentication: caOf(names, 'authentication'),
    institution: caOf(names, 'institution'),
    'card-face': caOf(names, 'card-face'),
  },
  endEntity: {
    ...shared(arc),
    signature: publicLayout(shared(arc).signature),
    authentication: publicLayout(shared(arc).authentication),
  },
});
