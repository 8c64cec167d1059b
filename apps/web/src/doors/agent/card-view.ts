import type { WalletCard } from '@mibun/protocol';
import type { CardState } from '@mibun/rules';
import type { CardFaceData } from '../../components/index.ts';
import { formatDate, type Texts } from '../../i18n/index.ts';
import { isExpired } from './card-use.ts';
import type { messages } from './messages.ts';
import silhouette from './silhouette.svg';

/** What the agent does not read without a PIN is drawn as hidden. */
const HIDDEN = '＊＊＊＊＊＊';

/** What to call a card: its label, or where it lies. */
export function nameOf(card: WalletCard, t: Texts<typeof messages>['choose']): string {
  if (card.label !== undefined) return card.label;
  if (card.reader === undefined) return t.unnamed;
  return card.trouble === 'foreign' ? t.otherKind : t.inReader;
}

/** Whether it is known to be an Individual Number Card, so that it may be drawn as one. */
export function isKnown(card: WalletCard): boolean {
  return card.reader === undefined || card.facts !== undefined || card.trouble === 'in-use';
}

/** The face of a card as far as it can be known without a PIN: name from the tray's label, dates from the chip. */
export function faceOf(card: WalletCard): CardFaceData {
  const { facts } = card;
  return {
    name: card.label ?? HIDDEN,
    address: `${HIDDEN}${HIDDEN}${HIDDEN}`,
    birthDateText: HIDDEN,
    sex: 'unknown',
    securityCode: '＊＊＊＊',
    expiresText: facts === undefined ? HIDDEN : formatDate(facts.expiry, 'ja'),
    ...(facts?.certificatesUntil !== undefined && {
      certificatesExpireText: formatDate(facts.certificatesUntil, 'ja'),
    }),
    photo: card.about?.portrait ?? silhouette,
  };
}

/** All the agent can tell of a card's state; whether it is suspended only the server knows. */
export function stateOf(card: WalletCard): CardState {
  return isExpired(card) ? 'LAPSED' : 'ACTIVE';
}
