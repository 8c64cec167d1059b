import { addDays, CARD, type CardEvent, type CardState, jstDate } from '@mibun/rules';
import type { Certificates } from '../../authority/certificates/index.ts';
import type { Act, Life, Platform, StepOptions, Tx } from '../../platform/index.ts';
import type { Told } from './api.ts';
import { cardsActs } from './audited-acts.ts';
import { type Tell, validInWords } from './notices.ts';
import { type Card, requireCard, saveCard, saveDeadlines } from './store.ts';

export const IN_OPERATION: readonly CardState[] = ['ACTIVE', 'SUSPENDED'];
/** To bring the card after a change of name or address (UPD-01). */
const UPDATE_DAYS = 14;

export type CardChanges = Pick<Card, 'municipality' | 'move' | 'updateDueBy'>;

/** What goes with one step and is stored nowhere else. */
export interface Given {
  /** What the notice says beside the facts of the card. */
  readonly words?: Readonly<Record<string, string>>;
  /** There is nobody to tell. */
  readonly untold?: true;
  /** The card that this one replaces, ended in the same transaction. */
  readonly replaced?: Card | undefined;
  /** Filled by the effect that tells the holder. */
  readonly told?: Told[];
}

export type CardLife = Life<Card, CardState, CardEvent, CardChanges, Given | undefined>;

export type ChangeCard = (
  tx: Tx,
  cardId: string,
  event: CardEvent,
  act: Act,
  options?: StepOptions<CardChanges, Given>,
) => Promise<Card>;

export interface CardLifeDeps {
  readonly certificates: Certificates;
  readonly tell: Tell;
}

/**
 * The one place where a card's state changes. Certificates, sessions and the word to the holder follow from the table, in
 * the caller's transaction: nobody who changes a card has to think of them.
 */
export function cardLife({ lifecycles, sessions }: Platform, { certificates, tell }: CardLifeDeps): CardLife {
  const updateDueBy = (at: Date) => addDays(jstDate(at), UPDATE_DAYS);
  const life = lifecycles.machine<Card, CardState, CardEvent, CardChanges, Given | undefined>({
    table: CARD,
    acts: cardsActs,
    idOf: ({ cardId }) => cardId,
    audited: ({ cardId, personId }) => ({ subject: personId, detail: { cardId } }),
    save: saveCard,
    notYet: ['update', 'mark-replace', 'switch-mode'],
    effects: {
      'end-sessions': (tx, { thing: { cardId, personId } }) => sessions.endOfCard(tx, cardId, personId),

      'activate-certificates': (tx, { thing, act }) => certificates.activateOfCard(tx, thing.cardId, act),
      'hold-certificates': (tx, { thing, act }) => certificates.suspendOfCard(tx, thing.cardId, act),
      // The one for signatures never comes back (REV-01): the certificates' own table says so.
      'lift-authentication-certificate': (tx, { thing, act }) =>
        certificates.liftOfCard(tx, thing.cardId, act),
      'expire-certificates': (tx, { thing, act }) => certificates.endOfCardExpiry(tx, thing.cardId, act),
      'revoke-certificates-cessation': (tx, { thing, act }) =>
        certificates.revokeOfCard(tx, thing.cardId, 'cessationOfOperation', act),
      'revoke-certificates-unspecified': (tx, { thing, act }) =>
        certificates.revokeOfCard(tx, thing.cardId, 'unspecified', act),
      'revoke-signature-certificate-affiliation-changed': (tx, { thing, act }) =>
        certificates.revokeOfCard(tx, thing.cardId, 'affiliationChanged', act),

      async 'collect-previous-card'(tx, { act, given }) {
        const { replaced } = given ?? {};
        if (replaced) await life.move(tx, await requireCard(tx, replaced.cardId), 'collect', act);
      },
      'flag-update-due': (tx, { thing: { cardId }, at }) =>
        saveDeadlines(tx, cardId, { updateDueBy: updateDueBy(at) }),

      async 'notify-all-channels'(tx, { thing: card, event, act, at, given = {} }) {
        if (given.untold) return;
        const told = await tell.everywhere(tx, { card, event, act, at }, given.words ?? {});
        given.told?.push(told);
      },
      async 'notify-record-changed'(tx, { thing: card, event, act, at, given = {} }) {
        const words = { ...validInWords(card.expiry), ...given.words };
        await tell.everywhere(tx, { card, event, act, at }, words);
      },
      'notify-issued': (tx, { thing: card, act, at }) => tell.byMail(tx, { card, act, at }, 'card-issued'),
    },
  });
  return life;
}

export const changeOn =
  (life: CardLife): ChangeCard =>
  async (tx, cardId, event, act, options) =>
    life.move(tx, await requireCard(tx, cardId), event, act, options);
