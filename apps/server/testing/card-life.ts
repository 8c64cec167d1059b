import { ACTORS, type ActorKind, type CardState } from '@mibun/rules';
import type { Card, Cards } from '../src/issuance/cards/index.ts';
import type { Act, Tx } from '../src/platform/index.ts';
import type { CardNoticeKind } from '../src/registry/notices/index.ts';

export const ALL_ACTORS = Object.keys(ACTORS) as ActorKind[];
export const ALL_STATES: readonly CardState[] = [
  'PRODUCED',
  'AT_OFFICE',
  'ACTIVATING',
  'ACTIVE',
  'SUSPENDED',
  'LAPSED',
  'ABOLISHED',
  'COLLECTED',
  'DESTROYED',
];

/** The acts that the module offers on a card that exists. */
export const ACTS = {
  receive: (cards, tx, id, act) => cards.receive(tx, id, act),
  'begin-activation': (cards, tx, id, act) => cards.beginActivation(tx, id, act),
  'confirm-activation': (cards, tx, id, act) => cards.confirmActivation(tx, id, act),
  'cancel-activation': (cards, tx, id, act) => cards.cancelActivation(tx, id, act),
  suspend: async (cards, tx, id, act) => (await cards.suspend(tx, id, act)).card,
  lift: (cards, tx, id, act) => cards.lift(tx, id, act),
  abolish: async (cards, tx, id, act) => (await cards.abolish(tx, id, { cause: 'lost-at-home' }, act)).card,
  return: async (cards, tx, id, act) => (await cards.abolish(tx, id, { cause: 'returned' }, act)).card,
  collect: (cards, tx, id, act) => cards.collect(tx, id, act),
  destroy: (cards, tx, id, act) => cards.destroy(tx, id, 'p-second', act),
} as const satisfies Record<string, (cards: Cards, tx: Tx, id: string, act: Act) => Promise<Card>>;

export type ActName = keyof typeof ACTS;

interface Expected {
  readonly from: CardState;
  readonly act: ActName;
  readonly by: readonly ActorKind[];
  readonly to: CardState;
  /** What the registrar of certificates is asked to do, in the same transaction. */
  readonly certificates?: string;
  readonly endsSessions?: true;
  /** What the holder is told: by letter and by mail, or by mail alone. */
  readonly tells?: CardNoticeKind | 'card-issued';
}

/** What may be done to a card, and by whom. Written from domain.md §10.2, not from the table that the module runs. */
export const ALLOWED: readonly Expected[] = [
  { from: 'PRODUCED', act: 'receive', by: ['clerk'], to: 'AT_OFFICE' },
  { from: 'PRODUCED', act: 'begin-activation', by: ['card-operator'], to: 'ACTIVATING' },
  {
    from: 'PRODUCED',
    act: 'destroy',
    by: ['card-operator'],
    to: 'DESTROYED',
    certificates: 'revoke unspecified',
  },
  { from: 'AT_OFFICE', act: 'begin-activation', by: ['clerk'], to: 'ACTIVATING' },
  { from: 'AT_OFFICE', act: 'destroy', by: ['clerk'], to: 'DESTROYED', certificates: 'revoke unspecified' },
  { from: 'ACTIVATING', act: 'begin-activation', by: ['clerk', 'card-operator', 'system'], to: 'ACTIVATING' },
  {
    from: 'ACTIVATING',
    act: 'confirm-activation',
    by: ['clerk', 'system'],
    to: 'ACTIVE',
    certificates: 'activate',
    tells: 'card-issued',
  },
  { from: 'ACTIVATING', act: 'cancel-activation', by: ['clerk', 'supervisor', 'system'], to: 'AT_OFFICE' },
  {
    from: 'ACTIVE',
    act: 'suspend',
    by: ['call-centre', 'clerk', 'supervisor', 'card-operator', 'resident', 'guardian', 'system'],
    to: 'SUSPENDED',
    certificates: 'suspend',
    endsSessions: true,
    tells: 'card-suspended',
  },
  {
    from: 'ACTIVE',
    act: 'abolish',
    by: ['clerk'],
    to: 'ABOLISHED',
    certificates: 'revoke cessationOfOperation',
    endsSessions: true,
    tells: 'card-abolished',
  },
  {
    from: 'ACTIVE',
    act: 'return',
    by: ['clerk'],
    to: 'ABOLISHED',
    certificates: 'revoke cessationOfOperation',
    endsSessions: true,
    tells: 'card-returned',
  },
  {
    from: 'SUSPENDED',
    act: 'lift',
    by: ['clerk'],
    to: 'ACTIVE',
    certificates: 'lift',
    tells: 'card-reactivated',
  },
  {
    from: 'SUSPENDED',
    act: 'abolish',
    by: ['clerk'],
    to: 'ABOLISHED',
    certificates: 'revoke cessationOfOperation',
    endsSessions: true,
    tells: 'card-abolished',
  },
  { from: 'LAPSED', act: 'collect', by: ['clerk', 'police'], to: 'COLLECTED' },
  { from: 'ABOLISHED', act: 'collect', by: ['clerk', 'police'], to: 'COLLECTED' },
  { from: 'COLLECTED', act: 'destroy', by: ['clerk'], to: 'DESTROYED' },
];
