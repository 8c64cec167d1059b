import type { WalletCard } from '@mibun/protocol';
import { jstDate } from '@mibun/rules';
import type { messages } from './messages.ts';

/** Whether the card's own date of expiry has passed in Japan. */
export function isExpired(card: WalletCard, now = new Date()): boolean {
  return card.facts !== undefined && card.facts.expiry < jstDate(now);
}

/** Why a card cannot do this, as a key of the messages; undefined when it can. */
export function whyNot(
  card: WalletCard,
  kind: 'authenticate' | 'sign',
): keyof typeof messages.choose.not | undefined {
  // Its window may have been left open; choosing the card here gives it up there.
  if (card.trouble === 'in-use') return undefined;
  if (card.trouble === 'reader-in-use') return 'readerInUse';
  if (card.trouble === 'foreign') return 'foreign';
  if (card.facts === undefined) return 'unreadable';
  if (isExpired(card)) return 'expired';
  const { certificates, triesLeft } = card.facts;
  if (kind === 'sign') {
    if (!certificates.signature) return 'noSignature';
    return triesLeft.signature === 0 ? 'locked' : undefined;
  }
  if (!certificates.authentication) return 'noAuthentication';
  return triesLeft.authentication === 0 ? 'locked' : undefined;
}

/** Whether the page is for its holder: cards of staff for doors of their role, everybody's own for everything else. */
export function isFor({ about }: WalletCard, roles: readonly string[] | undefined): boolean {
  if (about === undefined) return true;
  return roles === undefined
    ? about.role === undefined
    : about.role !== undefined && roles.includes(about.role);
}
