import type { NameAttribute } from '../names.ts';
import { endEntityProfiles, GENERATIONS, personOids } from './common.ts';
import type { CertificateNames } from './names.ts';
import type { CaKind, CaProfile, CertificateProfile, ProfileId } from './types.ts';

/** Of the demo; a country brings its own. */
export const MIBUN_NAMES: CertificateNames = {
  country: 'JP',
  organisation: 'MIBUN',
  operator: 'MIBUN',
  authorities: {
    signature: 'Mibun Signature CA',
    authentication: 'Mibun User Identification CA',
    institution: 'Mibun Institution CA',
    'card-face': 'Mibun Card-face CA',
  },
  responders: {
    signature: 'Mibun Signature CA status responder',
    authentication: 'Mibun User Identification CA status responder',
    institution: 'Mibun Institution CA status responder',
  },
  timeStampAuthority: 'Mibun time-stamp authority',
  timeStampUnit: 'Mibun time-stamp unit',
};

function caOf({ country, organisation, authorities }: CertificateNames, kind: CaKind): CaProfile {
  const name: readonly NameAttribute[] = [
    { type: 'C', value: country },
    { type: 'O', value: organisation },
    { type: 'CN', value: authorities[kind] },
  ];
  return { ...authority, name };
}

const authority: Omit<CaProfile, 'name'> = {
  keyUsage: ['keyCertSign', 'cRLSign'],
  ownCrlDirectoryName: false,
  generations: GENERATIONS,
};

/** The default layout: own names, own OIDs under the arc given. */
export const mibunLayout = (
  id: ProfileId,
  arc: string,
  names: CertificateNames = MIBUN_NAMES,
): CertificateProfile => ({
  ...{ id, layout: 'mibun', arc, names },
  title: { ja: '身分（標準）', en: 'Mibun (default)' },
  personOids: personOids(`${arc}.2`),
  ca: {
    signature: caOf(names, 'signature'),
    authentication: caOf(names, 'authentication'),
    institution: caOf(names, 'institution'),
    'card-face': caOf(names, 'card-face'),
  },
  endEntity: endEntityProfiles({
    signature: `${arc}.1.1`,
    authentication: `${arc}.1.2`,
    seal: `${arc}.1.3`,
    'time-stamp': `${arc}.1.4`,
    ocsp: `${arc}.1.5`,
  }),
});
