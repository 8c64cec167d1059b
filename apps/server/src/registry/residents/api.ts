import type { IncomingMessage } from 'node:http';
import type { BirthDate, PlainDate, RegisteredRow, RegistryEvent } from '@mibun/rules';
import type { Municipality } from '../../country/index.ts';
import type { Act, Http, Tx } from '../../platform/index.ts';
import type { NewResident, Resident } from './store.ts';

export type { Municipality, NewResident, Resident };

/** What somebody says about a person whom they are looking for. */
export interface Claim {
  readonly name?: string;
  readonly birthDate?: BirthDate;
  readonly sex?: '1' | '2';
  readonly address?: string;
}

/** What a registry reports, with what is new. Attributes that are as before change nothing. */
export type RegistryChange =
  | { readonly event: 'died' | 'record-deleted' | 'residence-status-lost' | 'departed' | 'number-changed' }
  | { readonly event: 'departed-with-continued-use'; readonly address: string }
  | { readonly event: 'resident-code-changed'; readonly residentCode: string }
  | { readonly event: 'attributes-changed'; readonly attributes: Partial<ChangeableAttributes> }
  | { readonly event: 'moved-out'; readonly announcedDate: PlainDate }
  | {
      readonly event: 'moved-in';
      readonly municipality: string;
      readonly postalCode: string;
      readonly address: string;
      readonly movedOn: PlainDate;
      /** Whom they live with there; without it, whom they lived with before. */
      readonly householdId?: string;
      readonly relation?: Resident['relation'];
    }
  | { readonly event: 'stay-changed'; readonly residenceStatus?: string; readonly stayUntil?: PlainDate };

export type ChangeableAttributes = Pick<
  Resident,
  | 'householdId'
  | 'relation'
  | 'name'
  | 'nameKana'
  | 'nameRomaji'
  | 'formerSurname'
  | 'commonName'
  | 'birthDate'
  | 'sex'
  | 'postalCode'
  | 'address'
  | 'domicile'
  | 'phone'
  | 'email'
>;

/** The system with which municipalities keep their registry: whose word on them counts (domain.md §10.3). */
export interface RegistrySystem {
  readonly id: string;
  /** Who runs it, as residents see it on their access log. */
  readonly name: string;
  /** Those whose registry it keeps; of nobody else's people is its word taken. */
  readonly municipalities: readonly string[];
}

/** Which of them there are. Who enrols them is another zone's matter, so that this one does not know it. */
export interface RegistrySystems {
  /** The system that has signed this very request, in force at this moment, or a refusal. */
  demand(request: IncomingMessage): Promise<RegistrySystem>;
  watchBodies(app: Http): void;
}

/** An event with the record before and after it, as those hear it who follow. */
export interface LifeEvent {
  readonly event: RegistryEvent;
  readonly change: RegistryChange;
  readonly before: Resident;
  readonly after: Resident;
  readonly at: Date;
  readonly act: Act;
}

/** What became of a row of a municipality's file. */
export type RegisteredOutcome =
  | { readonly status: 'added' | 'known' }
  /** The registry has this person otherwise: what has changed is reported as an event, never by a second import. */
  | { readonly status: 'differs'; readonly columns: readonly string[] }
  /** The number that the row brings is another person's, now or once (NUM-07, NUM-13). */
  | { readonly status: 'number-taken' }
  /** The same resident code stands in an earlier row of this call. */
  | { readonly status: 'twice' };

export interface Residents {
  /**
   * What the registry reports: the record, its history and everything that follows from it (cards, certificates,
   * applications) are one transaction, so that nothing depends on somebody who remembers.
   */
  record(tx: Tx, personId: string, change: RegistryChange, act: Act): Promise<Resident>;
  /** Called in the transaction of the event, which fails if the listener does. */
  onEvent(listener: (tx: Tx, event: LifeEvent) => Promise<void>): void;
  /** Every read is on the person's access log. Refuses with NOT_FOUND. */
  read(tx: Tx, personId: string, act: Act): Promise<Resident>;
  /**
   * For what a page shows and refreshes by itself: one look of a person is one entry on the access log, with its begin
   * and end, however often the page asks meanwhile. A look is of one actor, for one purpose and case; whoever comes back
   * after five minutes looks anew. An act uses `read`.
   */
  look(tx: Tx, personId: string, act: Act): Promise<Resident>;
  /** When looks ended, by the `look` in the detail of their entries. */
  endsOfLooks(tx: Tx, looks: readonly number[]): Promise<ReadonlyMap<number, Date>>;
  household(tx: Tx, personId: string, act: Act): Promise<readonly Resident[]>;
  /** Whose a person is: what is asked before anything is shown, so that it shows nothing. Refuses with NOT_FOUND. */
  whereabouts(tx: Tx, personId: string): Promise<Pick<Resident, 'personId' | 'municipality'>>;
  /** Ids of everybody in the person's household, the person included; empty for somebody whom the registry does not know. */
  householdOf(tx: Tx, personId: string): Promise<readonly string[]>;
  /** Who lives in a municipality, by id and nothing else, in the order of ids: for what is done for everybody. */
  living(
    tx: Tx,
    municipality: string,
    page: { readonly after?: string | undefined; readonly limit: number },
  ): Promise<readonly string[]>;
  /**
   * The one person whom a claim fits in at least `atLeast` of the four attributes exactly (after CRT-02
   * normalisation of name and address), and none fits as well; `matched` names the attributes that fit.
   */
  match(
    tx: Tx,
    claim: Claim,
    atLeast: number,
    act: Act,
  ): Promise<{ readonly resident: Resident; readonly matched: readonly (keyof Claim)[] } | undefined>;
  /** For staff: at least two attributes, at most 20 people, in one municipality (IDD-05). */
  search(
    tx: Tx,
    municipality: string,
    claim: Claim,
    act: Act,
    /** Whom the searcher does not find: their own household. */
    without?: readonly string[],
  ): Promise<readonly Resident[]>;
  /**
   * Enters people from a municipality's file, with their numbers: an outcome for each, in their order. A row that is there
   * already, whole and the same, is `known`, so that a file can be given again after a failure.
   */
  register(tx: Tx, rows: readonly RegisteredRow[], act: Act): Promise<readonly RegisteredOutcome[]>;
  /** Adds people; their numbers go to the vault in the same transaction. */
  add(tx: Tx, residents: readonly NewResident[]): Promise<void>;
  municipalities(): readonly Municipality[];
  municipality(code: string): Municipality;
}
