import type { ScpKeySet } from '@mibun/card';
import type { CardEvent, CardState, Fee, PlainDate, RegistryEvent } from '@mibun/rules';
import type { Act, Actor, LifeEvent, Tx } from '../../platform/index.ts';
import type { Card } from './store.ts';

export type { Card } from './store.ts';

export interface PoliceReceipt {
  readonly office: string;
  readonly date: PlainDate;
  readonly number: string;
  readonly kind: 'lost' | 'stolen';
}

export interface Abolition {
  readonly cause: 'lost-at-home' | 'lost-outside' | 'stolen' | 'damaged' | 'returned';
  readonly receipt?: PoliceReceipt;
  /** What the next card costs, where that is settled: the holder is told. */
  readonly fee?: Fee;
}

/** How the holder was told of a step. */
export interface Told {
  readonly letterId: string;
  readonly channels: readonly ('letter' | 'mail')[];
}

export interface ToldCard {
  readonly card: Card;
  readonly told: Told;
}

/** The steps of a card, oldest first. */
export type CardHistory = readonly (Omit<LifeEvent, 'event' | 'fromState' | 'toState'> & {
  readonly event: CardEvent;
  readonly fromState: CardState | null;
  readonly toState: CardState;
})[];

/**
 * What follows from a step by the table CARD (certificates, sessions, the previous card, the word to the holder) follows
 * in the same transaction, whoever takes it.
 */
export interface Cards {
  create(
    tx: Tx,
    card: Pick<
      Card,
      | 'chipSerial'
      | 'personId'
      | 'application'
      | 'municipality'
      | 'issueDate'
      | 'expiry'
      | 'securityCode'
      | 'photo'
    >,
    act: Act,
  ): Promise<Card>;
  setFaces(tx: Tx, cardId: string, faces: { front: string; back: string }): Promise<void>;
  get(tx: Tx, cardId: string): Promise<Card>;
  /** Like `get`, and nobody changes the card until the transaction ends: what is decided on it stays true (G3). */
  hold(tx: Tx, cardId: string): Promise<Card>;
  byChipSerial(tx: Tx, chipSerial: string): Promise<Card | undefined>;
  /** Newest first. */
  ofPerson(tx: Tx, personId: string): Promise<readonly Card[]>;
  /** Cards that lie at an office in one of these states, those that have lain longest first. */
  lying(tx: Tx, municipality: string, states: readonly CardState[], limit: number): Promise<readonly Card[]>;
  /** The one card in {ACTIVE, SUSPENDED}, if any. */
  current(tx: Tx, personId: string): Promise<Card | undefined>;
  /** Refuses as the step itself would, for this actor on this card; for what two persons do one after the other. */
  judge(card: Card, event: CardEvent, actor: Pick<Actor, 'kind'>): void;
  receive(tx: Tx, cardId: string, act: Act): Promise<Card>;
  /** The intent of INC-05: from here a crash leaves a card that can be finished. */
  beginActivation(tx: Tx, cardId: string, act: Act): Promise<Card>;
  /** A previous card in operation → abolished and collected in the same transaction. */
  confirmActivation(tx: Tx, cardId: string, act: Act): Promise<Card>;
  cancelActivation(tx: Tx, cardId: string, act: Act): Promise<Card>;
  suspend(tx: Tx, cardId: string, act: Act): Promise<ToldCard>;
  lift(tx: Tx, cardId: string, act: Act): Promise<Card>;
  /** A receipt is needed when lost outside or stolen (LOS-05). */
  abolish(tx: Tx, cardId: string, how: Abolition, act: Act): Promise<ToldCard>;
  /**
   * What follows for a person's cards and certificates from an event of the resident registry, by the table
   * REGISTRY_CONSEQUENCES; in the transaction of the event.
   */
  followRegistry(
    tx: Tx,
    personId: string,
    event: {
      readonly event: RegistryEvent;
      readonly announcedDate?: PlainDate;
      readonly movedOn?: PlainDate;
      readonly stayUntil?: PlainDate;
    },
    act: Act,
  ): Promise<void>;
  /**
   * The timer's turn: cards whose expiry date is over (VAL-02), and those whose owners have missed a deadline of UPD-02,
   * lapse with their certificates. Answers how many; what has lapsed stays so, so `until` is a time that is sure to have
   * come.
   */
  lapseDue(until?: Date): Promise<number>;
  /** The holder has come in time after a move: the card is that of the new municipality (UPD-02). */
  continueUse(tx: Tx, cardId: string, municipality: string, act: Act): Promise<Card>;
  collect(tx: Tx, cardId: string, act: Act): Promise<Card>;
  /** Two people: the second is on record with the act. */
  destroy(tx: Tx, cardId: string, second: string, act: Act): Promise<Card>;
  history(tx: Tx, cardId: string): Promise<CardHistory>;
  /** Keys of the issuer channel of one chip, diversified from the master key in custody. */
  chipKeys(chipSerial: string): Promise<ScpKeySet>;
}
