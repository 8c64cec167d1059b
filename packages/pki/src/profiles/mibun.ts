import type { NameAttribute } from '../names.ts';
import { MIBUN_ARC } from '../oids.ts';
import { endEntityProfiles, GENERATIONS, personOids } from './common.ts';
import type { CaProfile, CertificateProfile } from './types.ts';

function name(commonName: string): readonly NameAttribute[] {
  return [
    { type: 'C', value: 'JP' },
    { type: 'O', value: 'MIBUN' },
    { type: 'CN', value: commonName },
  ];
}

const authority: Omit<CaProfile, 'name'> = {
  keyUsage: ['keyCertSign', 'cRLSign'],
  // there are no intermediate CAs (CA-01); link certificates are self-issued and do not count
  pathLength: 0,
  ownCrlDirectoryName: false,
  generations: GENERATIONS,
};

/** The default profile: own names, own OIDs under the project's arc. */
export const MIBUN: CertificateProfile = {
  id: 'mibun',
  title: { ja: '身分（標準）', en: 'Mibun (default)' },
  country: 'JP',
  personOids: personOids(`${MIBUN_ARC}.2`),
  ca: {
    signature: { ...authority, name: name('Mibun Signature CA') },
    authentication: { ...authority, name: name('Mibun User Identification CA') },
    institution: { ...authority, name: name('Mibun Institution CA') },
    'card-face': { ...authority, name: name('Mibun Card-face CA') },
  },
  endEntity: endEntityProfiles({
    signature: `${MIBUN_ARC}.1.1`,
    authentication: `${MIBUN_ARC}.1.2`,
    seal: `${MIBUN_ARC}.1.3`,
    'time-stamp': `${MIBUN_ARC}.1.4`,
    ocsp: `${MIBUN_ARC}.1.5`,
  }),
};
