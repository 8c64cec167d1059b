import type { Certificates, EndedByAuthority } from '../../authority/certificates/index.ts';
import type { Act, Migration, Module, Platform, Tx } from '../../platform/index.ts';
import type { Notices } from '../../registry/notices/index.ts';
import type { Residents } from '../../registry/residents/index.ts';
import type { Card, CardHistory, Cards, Told, ToldCard } from './api.ts';
import { cardLife, changeOn, type Given, IN_OPERATION } from './change.ts';
import { chipKeysFrom } from './chip-keys.ts';
import { cardErrors } from './errors.ts';
import { lifeEventsOf } from './life-events.ts';
import { abolitionInWords, tellOn } from './notices.ts';
import {
  cardMigrations,
  cardsLying,
  cardsOfPerson,
  findCard,
  holdCard,
  insertCard,
  requireCard,
  saveFaces,
} from './store.ts';

export interface CardsModule extends Module {
  readonly api: Cards;
  readonly migrations: readonly Migration[];
  /** `notify-revoked` of the certificates' table: the ways to a holder are known here. */
  tellOfRevocation(tx: Tx, ended: EndedByAuthority): Promise<void>;
}

export interface CardsDeps {
  readonly certificates: Certificates;
  readonly residents: Residents;
  readonly notices: Notices;
  /** Where the holder of a card can be mailed to when the registry has no address: as given when it was applied for. */
  readonly contact?: (tx: Tx, card: Card) => Promise<string | undefined>;
}

export function createCards(platform: Platform, deps: CardsDeps): CardsModule {
  const { certificates } = deps;
  const tell = tellOn(deps);
  const life = cardLife(platform, { certificates, tell });
  const change = changeOn(life);

  /** What was in operation before ends in the same transaction, so that a person never has two cards (§10.2). */
  async function endPreviousCard(tx: Tx, card: Card, act: Act): Promise<Card | undefined> {
    const others = (await cardsOfPerson(tx, card.personId)).filter(
      ({ cardId, state }) => cardId !== card.cardId && IN_OPERATION.includes(state),
    );
    if (others.some(({ state }) => state === 'SUSPENDED')) throw cardErrors.CARD_OTHER_IN_OPERATION();
    const [previous] = others;
    if (!previous) return undefined;
    // First: what is superseded by the certificates of the new card does not merely cease with the old one (VAL-12).
    await certificates.revokeOfCard(tx, previous.cardId, 'superseded', act);
    return change(tx, previous.cardId, 'return', act, { detail: { replacedBy: card.cardId } });
  }

  /** A step of which the caller says how its holder was told. */
  async function changeAndTell(step: (given: Given) => Promise<Card>): Promise<ToldCard> {
    const given = { told: [] as Told[] };
    const card = await step(given);
    const [told] = given.told;
    if (!told) throw new Error(`the holder of ${card.cardId} was not told`);
    return { card, told };
  }

  const api: Cards = {
    chipKeys: chipKeysFrom(platform.custody),
    async create(tx, fields, act) {
      const [previous] = await cardsOfPerson(tx, fields.personId);
      return life.begin(
        tx,
        'produce',
        act,
        (state, changedAt) =>
          insertCard(tx, {
            ...fields,
            cardId: platform.random.id('card'),
            state,
            profile: 'generation-1',
            previousCardId: previous?.cardId ?? null,
            changedAt,
          }),
        { detail: { chipSerial: fields.chipSerial } },
      );
    },
    setFaces: saveFaces,
    get: requireCard,
    hold: holdCard,
    byChipSerial: (tx, chipSerial) => findCard(tx, { chipSerial }),
    ofPerson: cardsOfPerson,
    lying: cardsLying,
    async current(tx, personId) {
      return (await cardsOfPerson(tx, personId)).find(({ state }) => IN_OPERATION.includes(state));
    },
    judge({ state }, event, { kind }) {
      life.judge(state, event, kind);
    },
    receive: (tx, cardId, act) => change(tx, cardId, 'receive', act),
    beginActivation: (tx, cardId, act) => change(tx, cardId, 'begin-activation', act),
    async confirmActivation(tx, cardId, act) {
      const replaced = await endPreviousCard(tx, await requireCard(tx, cardId), act);
      return change(tx, cardId, 'confirm-activation', act, { given: { replaced } });
    },
    cancelActivation: (tx, cardId, act) => change(tx, cardId, 'cancel-activation', act),
    suspend: (tx, cardId, act) => changeAndTell((given) => change(tx, cardId, 'suspend', act, { given })),
    lift: (tx, cardId, act) => change(tx, cardId, 'lift', act),
    async abolish(tx, cardId, how, act) {
      const { cause, receipt } = how;
      if ((cause === 'lost-outside' || cause === 'stolen') && !receipt)
        throw cardErrors.CARD_RECEIPT_NEEDED();
      const event = cause === 'returned' ? 'return' : 'abolish';
      return changeAndTell((given) =>
        change(tx, cardId, event, act, {
          given: { ...given, words: abolitionInWords(how) },
          detail: { cause, ...(receipt && { receipt }) },
        }),
      );
    },
    ...lifeEventsOf(platform, certificates, change),
    collect: (tx, cardId, act) => change(tx, cardId, 'collect', act),
    async destroy(tx, cardId, second, act) {
      if (!second || second === act.actor.id) throw cardErrors.CARD_SECOND_PERSON_NEEDED();
      const card = await requireCard(tx, cardId);
      const { chipSerial, photo } = card;
      return life.move(tx, card, 'destroy', act, { detail: { second, chipSerial, photo } });
    },
    history: (tx, cardId) => life.history(tx, cardId) as Promise<CardHistory>,
  };
  return {
    api,
    migrations: cardMigrations,
    tellOfRevocation: tell.ofRevocation,
    upkeep: [(until) => api.lapseDue(until)],
  };
}
