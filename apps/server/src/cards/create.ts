import { CARD, type CardEvent } from '@mibun/rules';
import type { Certificates } from '../certificates/index.ts';
import { type Act, type Migration, type Platform, step, type Tx } from '../platform/index.ts';
import type { Card, Cards } from './api.ts';
import { cardsActs } from './audited-acts.ts';
import { chipKeysFrom } from './chip-keys.ts';
import { cardErrors } from './errors.ts';
import { lifeEventsOf } from './life-events.ts';
import {
  addEvent,
  cardMigrations,
  cardsOfPerson,
  eventsOf,
  findCard,
  holdCard,
  insertCard,
  requireCard,
  saveFaces,
  saveState,
} from './store.ts';

export interface CardsModule {
  readonly api: Cards;
  readonly migrations: readonly Migration[];
}

const IN_OPERATION: readonly Card['state'][] = ['ACTIVE', 'SUSPENDED'];

/**
 * The one place where a card's state changes. A change is: the life-cycle table allows it to this actor, the state is
 * written, history and audit are written, and what hangs on the card (certificates, sessions) follows, all in the
 * caller's transaction.
 */
export function createCards(platform: Platform, deps: { readonly certificates: Certificates }): CardsModule {
  const { audit, clock, random, sessions } = platform;
  const { certificates } = deps;

  async function change(
    tx: Tx,
    cardId: string,
    event: CardEvent,
    act: Act,
    detail: Readonly<Record<string, unknown>> = {},
  ): Promise<Card> {
    const card = await requireCard(tx, cardId);
    const { to, rule } = step(CARD, card.state, event, act.actor.kind);
    const changed = await saveState(tx, card, to, clock.now());
    await addEvent(tx, card, event, changed, act);
    // Here and not at the callers: whatever takes a card out of operation ends what was begun with it.
    if (IN_OPERATION.includes(card.state) && to !== 'ACTIVE')
      await sessions.endOfCard(tx, cardId, card.personId);
    await audit.record(tx, {
      ...act,
      action: cardsActs[event],
      subject: card.personId,
      detail: { ...detail, cardId, from: card.state, to, rule },
    });
    return changed;
  }

  /** What was in operation before ends in the same transaction, so that a person never has two cards (§10.2). */
  async function endPreviousCard(tx: Tx, card: Card, act: Act): Promise<void> {
    for (const other of await cardsOfPerson(tx, card.personId)) {
      if (other.cardId === card.cardId || !IN_OPERATION.includes(other.state)) continue;
      if (other.state === 'SUSPENDED') throw cardErrors.CARD_OTHER_IN_OPERATION();
      await change(tx, other.cardId, 'return', act, { replacedBy: card.cardId });
      await certificates.revokeOfCard(tx, other.cardId, 'superseded', act);
      await change(tx, other.cardId, 'collect', act);
    }
  }

  const api: Cards = {
    chipKeys: chipKeysFrom(platform.custody),
    async create(tx, fields, act) {
      const { to, rule } = step(CARD, null, 'produce', act.actor.kind);
      const [previous] = await cardsOfPerson(tx, fields.personId);
      const card = await insertCard(tx, {
        ...fields,
        cardId: random.id('card'),
        state: to,
        profile: 'generation-1',
        previousCardId: previous?.cardId ?? null,
        changedAt: clock.now(),
      });
      await addEvent(tx, null, 'produce', card, act);
      await audit.record(tx, {
        ...act,
        action: cardsActs.produce,
        subject: card.personId,
        detail: { cardId: card.cardId, chipSerial: card.chipSerial, to, rule },
      });
      return card;
    },
    setFaces: saveFaces,
    get: requireCard,
    hold: holdCard,
    byChipSerial: (tx, chipSerial) => findCard(tx, { chipSerial }),
    ofPerson: cardsOfPerson,
    async current(tx, personId) {
      return (await cardsOfPerson(tx, personId)).find(({ state }) => IN_OPERATION.includes(state));
    },
    receive: (tx, cardId, act) => change(tx, cardId, 'receive', act),
    beginActivation: (tx, cardId, act) => change(tx, cardId, 'begin-activation', act),
    async confirmActivation(tx, cardId, act) {
      await endPreviousCard(tx, await requireCard(tx, cardId), act);
      const card = await change(tx, cardId, 'confirm-activation', act);
      await certificates.activateOfCard(tx, cardId, act);
      return card;
    },
    cancelActivation: (tx, cardId, act) => change(tx, cardId, 'cancel-activation', act),
    async suspend(tx, cardId, act) {
      const card = await change(tx, cardId, 'suspend', act);
      await certificates.suspendOfCard(tx, cardId, act);
      return card;
    },
    async lift(tx, cardId, act) {
      const card = await change(tx, cardId, 'lift', act);
      await certificates.liftOfCard(tx, cardId, act);
      return card;
    },
    async abolish(tx, cardId, { cause, receipt }, act) {
      if ((cause === 'lost-outside' || cause === 'stolen') && !receipt)
        throw cardErrors.CARD_RECEIPT_NEEDED();
      const card = await change(tx, cardId, cause === 'returned' ? 'return' : 'abolish', act, {
        cause,
        receipt,
      });
      await certificates.revokeOfCard(tx, cardId, 'cessationOfOperation', act);
      return card;
    },
    ...lifeEventsOf(platform, certificates, change),
    collect: (tx, cardId, act) => change(tx, cardId, 'collect', act),
    async destroy(tx, cardId, second, act) {
      if (!second || second === act.actor.id) throw cardErrors.CARD_SECOND_PERSON_NEEDED();
      const card = await requireCard(tx, cardId);
      const neverHandedOver = ['PRODUCED', 'AT_OFFICE', 'ACTIVATING'].includes(card.state);
      const destroyed = await change(tx, cardId, 'destroy', act, { second });
      if (neverHandedOver) await certificates.revokeOfCard(tx, cardId, 'unspecified', act);
      return destroyed;
    },
    history: eventsOf,
  };
  return { api, migrations: cardMigrations };
}
