import { DEMO_SEED, generateCountry, MINIMUM_RESIDENTS, persona } from '@mibun/demo/people';

/** The person whose card's life is lived, with what she knows by heart. */
export interface Hero {
  readonly personId: string;
  readonly name: string;
  readonly birthDate: string;
  readonly address: string;
  readonly email: string;
  readonly secrets: {
    readonly signature: string;
    readonly authentication: string;
    readonly registry: string;
    readonly text: string;
  };
  /** Grows along the way. */
  applicationId: string;
  application: string;
  cardId: string;
  cardSerial: string;
}

/** What people type at the counter is never a part of their number or birthday (PIN-02). */
const SECRETS = { signature: 'SAKURA37', authentication: '3746', registry: '3746', text: '3746' } as const;

export function hanako(): Hero {
  const seed = [...generateCountry({ seed: DEMO_SEED, residents: MINIMUM_RESIDENTS })].find(
    ({ personId }) => personId === persona('hanako').personId,
  );
  if (!seed?.applicationId || !seed.email) throw new Error('the cast has no Hanako');
  return {
    personId: seed.personId,
    name: seed.name,
    birthDate: seed.birthDate,
    address: seed.address,
    email: seed.email,
    secrets: SECRETS,
    applicationId: seed.applicationId,
    application: '',
    cardId: '',
    cardSerial: '',
  };
}
