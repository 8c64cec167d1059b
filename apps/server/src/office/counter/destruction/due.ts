import type { PickUpParameters, PlainDate } from '@mibun/rules';
import type { Application } from '../../../issuance/applications/index.ts';
import type { Card } from '../../../issuance/cards/index.ts';
import type { SetUp } from '../set-up/store.ts';
import { unclaimedFrom } from '../set-up/waiting.ts';
import type { KeptCard } from './schemas.ts';

/**
 * Why a card that lies at the office may go, if it may: a collected one at any time; one that was made for somebody only
 * when nobody can have it any more, or when every deadline is over (NTC-03).
 */
export function whyDue(
  card: Pick<Card, 'state' | 'expiry'>,
  application: Application,
  setUp: SetUp | undefined,
  today: PlainDate,
  pickUp?: PickUpParameters,
): KeptCard['why'] | undefined {
  if (card.state !== 'AT_OFFICE') return 'collected';
  if (today > card.expiry) return 'expired';
  if (application.state === 'WITHDRAWN' || application.state === 'CANCELLED') return 'withdrawn';
  // Another card is being made in its place.
  if (application.state === 'APPROVED') return 'replaced';
  if (application.state !== 'UNCLAIMED') return undefined;
  return today >= unclaimedFrom(card, application, setUp, pickUp) ? 'unclaimed' : undefined;
}
