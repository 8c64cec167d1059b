import type { NameAttribute } from '../names.ts';
import { endEntityProfiles, GENERATIONS, personOids } from './common.ts';
import type { CaProfile, CertificateProfile, EndEntityProfile, ProfileId } from './types.ts';

/** Arc of the public layout (domain.md §6.2, §6.3). */
const PUBLIC_ARC = '1.2.392.200149.8.5';

const alternativeName: readonly NameAttribute[] = [
  { type: 'C', value: 'JP' },
  { type: 'O', value: '身分試験用個人認証' },
];

function name(unit: string): readonly NameAttribute[] {
  return [
    { type: 'C', value: 'JP' },
    { type: 'O', value: 'MIBUN-TEST' },
    { type: 'OU', value: unit },
    { type: 'OU', value: 'Mibun Test Authority' },
  ];
}

/** CA-02: subjectAltName and CRL location as directory names. */
const authority: Omit<CaProfile, 'name'> = {
  keyUsage: ['keyCertSign', 'cRLSign'],
  alternativeName,
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
 * The public layout of the real certificates, for services that were written for those. Its names say that it is
 * a test; the real roots are neither copied nor imitated (pki.md §1).
 */
export const jpkiCompatibleLayout = (id: ProfileId, arc: string): CertificateProfile => ({
  id,
  title: { ja: '公的個人認証と同じ項目（試験用）', en: 'layout of the public certificates (test)' },
  country: 'JP',
  personOids: personOids(`${PUBLIC_ARC}.5`),
  ca: {
    signature: { ...authority, name: name('MIBUN-TEST for digital signature') },
    authentication: { ...authority, name: name('MIBUN-TEST for user authentication') },
    institution: { ...authority, name: name('MIBUN-TEST for institutions') },
    'card-face': { ...authority, name: name('MIBUN-TEST for card face') },
  },
  endEntity: {
    ...shared(arc),
    signature: publicLayout(shared(arc).signature),
    authentication: publicLayout(shared(arc).authentication),
  },
});
