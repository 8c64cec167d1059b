import type { NameAttribute } from '../names.ts';
import { endEntityProfiles, GENERATIONS, personOids } from './common.ts';
import type { CaProfile, CertificateProfile, ProfileId } from './types.ts';

function name(commonName: string): readonly NameAttribute[] {
  return [
    { type: 'C', value: 'JP' },
    { type: 'O', value: 'MIBUN' },
    { type: 'CN', value: commonName },
  ];
}

const authority: Omit<CaProfile, 'name'> = {
  keyUsage: ['keyCertSign', 'cRLSign'],
  ownCrlDirectoryName: false,
  generations: GENERATIONS,
};

/** The default layout: own names, own OIDs under the arc given. */
export const mibunLayout = (id: ProfileId, arc: string): CertificateProfile => ({
  id,
  title: { ja: '身分（標準）', en: 'Mibun (default)' },
  country: 'JP',
  personOids: personOids(`${arc}.2`),
  ca: {
    signature: { ...authority, name: name('Mibun Signature CA') },
    authentication: { ...authority, name: name('Mibun User Identification CA') },
    institution: { ...authority, name: name('Mibun Institution CA') },
    'card-face': { ...authority, name: name('Mibun Card-face CA') },
  },
  endEntity: endEntityProfiles({
    signature: `${arc}.1.1`,
    authentication: `${arc}.1.2`,
    seal: `${arc}.1.3`,
    'time-stamp': `${arc}.1.4`,
    ocsp: `${arc}.1.5`,
  }),
});
