import type { CardConnection, IssuerChannel } from '@mibun/reader';
import type { Action, ActorKind, Lifecycle } from '@mibun/rules';
import type { Card } from '../../../issuance/cards/index.ts';
import type {
  Act,
  ActName,
  Actor,
  Bilingual,
  Effect,
  Life,
  Purpose,
  Refusal,
  Tx,
} from '../../../platform/index.ts';
import type { HolderScreen } from '../../relay/index.ts';
import type { Situation } from '../acts.ts';
import type { Parts } from '../context.ts';
import type { PersonAct } from '../schemas.ts';
import type { Visit, VisitChanges } from './store.ts';

/** The events that the table of every visit has. */
export type VisitEvent = 'open' | 'resume' | 'cancel';

/** The types of one procedure: of its table, of what it knows, of what opens it, of what its page shows beside the rest. */
export interface Kinds {
  readonly state: string;
  /** Beside {@link VisitEvent}. */
  readonly event: string;
  readonly facts: object;
  readonly request: object;
  readonly more: object;
}

export type EventOf<K extends Kinds> = K['event'] | VisitEvent;
export type VisitOf<K extends Kinds> = Visit<K['state'], K['facts']>;
export type VisitLife<K extends Kinds> = Life<
  VisitOf<K>,
  K['state'],
  EventOf<K>,
  VisitChanges<K['facts']>,
  undefined
>;

/** Who asks the table for a step, where it is not the clerk on record; and words for the record. */
export interface Noting<K extends Kinds> {
  readonly facts?: Partial<K['facts']>;
  readonly by?: ActorKind;
  readonly reason?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** A card in a reader, with the visit as it stands now. */
export interface Run<K extends Kinds> {
  readonly visit: VisitOf<K>;
  /** Of the clerk who is at it. */
  readonly act: Act;
  readonly connection: CardConnection;
  readonly holder: HolderScreen;
  /** The issuer's channel; the one before it has ended, as it has after the holder's turn. */
  channel(): Promise<IssuerChannel>;
  /** Puts a step on record after the chip has taken it. @throws Refusal COUNTER_TAKEN_OVER */
  note(event: EventOf<K>, noting?: Noting<K>): Promise<void>;
}

/** One thing that can be done at the counter with a card in a reader: what is its own; the rest is that of every visit. */
export interface Procedure<K extends Kinds> {
  readonly table: Lifecycle<K['state'], EventOf<K>>;
  /** From here on chip and server say the same. */
  readonly confirmed: K['state'];
  readonly acts: Readonly<Record<EventOf<K>, ActName>>;
  readonly effects: Readonly<Record<string, Effect<VisitOf<K>, EventOf<K>, undefined>>>;
  readonly notYet?: readonly EventOf<K>[];

  /** The row of the matrix of domain.md §9 by which it is done. */
  readonly action: Action;
  readonly purpose: Purpose;
  /** On record under something else than the visit itself. */
  readonly caseOf?: (request: K['request']) => string;

  /** The card that it is about, to somebody who may do this with it. */
  card(tx: Tx, request: K['request'], act: Act): Promise<Card>;
  readonly alreadyOpen: () => Refusal;
  /** Everything about card and person, settled before a reader touches the chip. */
  admit(tx: Tx, request: K['request'], card: Card, act: Act): Promise<Admitted<K>>;
  /** What else is asked of whoever goes on with it. */
  admitAgain?(tx: Tx, visit: VisitOf<K>, act: Act): Promise<void>;
  /** What is done with the card, from wherever an earlier run has left it. Every step is safe to do again. */
  script(run: Run<K>): Promise<void>;
  /** Refuses while it must not be given up, as far as the table does not say it. */
  mayCancel?(visit: VisitOf<K>, actor: Actor): Promise<void>;

  /** The way through, as the clerk sees it. */
  steps(facts: K['facts']): readonly EventOf<K>[];
  more(visit: VisitOf<K>, may: (event: EventOf<K>) => boolean): K['more'];
  readonly offers: Offers<K>;
}

export interface Admitted<K extends Kinds> {
  readonly facts: K['facts'];
  /** For the audit trail: what was shown, and what the clerk found. */
  readonly detail: Readonly<Record<string, unknown>>;
}

interface Offered {
  readonly act: PersonAct;
  readonly label: Bilingual;
}

/** What the page of a person offers of a procedure. */
export interface Offers<K extends Kinds> {
  readonly begin: Offered & {
    /** `undefined`: not for this card now. `why`: it would be, but for this. */
    when(
      situation: Situation,
      card: Card,
    ): { readonly rule: string; readonly version: number; readonly why?: Bilingual | undefined } | undefined;
  };
  /** The first of these that the table gives the viewer. */
  readonly goOn: readonly (Offered & { readonly event: EventOf<K> })[];
}

/** What the functions of this folder share about one procedure. */
export interface Visits<K extends Kinds> {
  readonly parts: Parts;
  readonly procedure: Procedure<K>;
  readonly life: VisitLife<K>;
  /** Visits whose card lies in a reader at this moment. */
  readonly connected: Set<string>;
}
