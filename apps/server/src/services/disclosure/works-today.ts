import { ageOn, type BirthDate, type CardState, compareDates, type PlainDate } from '@mibun/rules';
import type { CertificateStanding } from './standing.ts';

/** What people do with a card; one page says which of it works now (INC-11). */
export const USES = ['identity-document', 'log-in', 'sign', 'kiosk'] as const;
export type Use = (typeof USES)[number];

export type Obstacle =
  | 'card-not-in-operation'
  | 'card-suspended'
  | 'card-over'
  | 'certificate-none'
  | 'certificate-pending'
  | 'certificate-held'
  | 'certificate-revoked'
  | 'certificate-expired'
  | 'too-young';

export interface UseToday {
  readonly use: Use;
  readonly works: boolean;
  readonly obstacle?: Obstacle;
}

export interface Facts {
  readonly today: PlainDate;
  readonly birthDate: BirthDate;
  readonly card: { readonly state: CardState; readonly expiry: PlainDate } | undefined;
  readonly signature: CertificateStanding;
  readonly authentication: CertificateStanding;
}

/** Kiosks serve people from this age (KSK-03). */
const KIOSK_AGE = 15;

export function worksToday(facts: Facts): readonly UseToday[] {
  const card = obstacleOfCard(facts);
  const authentication = card ?? obstacleOfCertificate(facts.authentication);
  const age = ageOn(facts.birthDate, facts.today) < KIOSK_AGE ? 'too-young' : undefined;
  const obstacles: Readonly<Record<Use, Obstacle | undefined>> = {
    'identity-document': card,
    'log-in': authentication,
    sign: card ?? obstacleOfCertificate(facts.signature),
    kiosk: authentication ?? age,
  };
  return USES.map((use) => {
    const obstacle = obstacles[use];
    return { use, works: obstacle === undefined, ...(obstacle && { obstacle }) };
  });
}

function obstacleOfCard({ card, today }: Facts): Obstacle | undefined {
  if (!card) return 'card-not-in-operation';
  if (card.state === 'SUSPENDED') return 'card-suspended';
  if (card.state === 'PRODUCED' || card.state === 'AT_OFFICE' || card.state === 'ACTIVATING') {
    return 'card-not-in-operation';
  }
  // Valid through the day of its expiry.
  return card.state === 'ACTIVE' && compareDates(today, card.expiry) <= 0 ? undefined : 'card-over';
}

function obstacleOfCertificate(standing: CertificateStanding): Obstacle | undefined {
  return standing === 'good' ? undefined : `certificate-${standing}`;
}
