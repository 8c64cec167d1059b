import type { ApplicationEvent, ApplicationState, Fee, RegistryEvent } from '@mibun/rules';
import type { Act, Actor, Tx } from '../../platform/index.ts';
import type { ApplicationEffect, ApplicationGiven } from './life.ts';
import type { ApplicationCause } from './migrations.ts';
import type { Application } from './store.ts';

export type { Application, ApplicationCause, ApplicationEffect };

export interface Applications {
  get(tx: Tx, id: string): Promise<Application>;
  /** Those of them that there are, in any order. */
  some(tx: Tx, ids: readonly string[]): Promise<readonly Application[]>;
  /** Newest first. */
  ofPerson(tx: Tx, personId: string): Promise<readonly Application[]>;
  /** What follows for applications under way from an event of the resident registry (§10.1); in its transaction. */
  followRegistry(
    tx: Tx,
    personId: string,
    event: { readonly event: RegistryEvent; readonly version: number },
    act: Act,
  ): Promise<void>;
  /** Oldest first, within one municipality when it is given. */
  inState(
    tx: Tx,
    state: ApplicationState,
    options?: { municipality?: string; without?: readonly string[]; limit?: number },
  ): Promise<readonly Application[]>;
  /**
   * One step of the application's life, by its table, with everything that the table says follows. `version`, when given,
   * must still be current (CHANGED_MEANWHILE). `set` fills what the step brings along, `given` is for what follows.
   */
  move(
    tx: Tx,
    id: string,
    event: ApplicationEvent,
    act: Act,
    options?: {
      readonly version?: number;
      readonly set?: { readonly cardId?: string };
      readonly given?: ApplicationGiven;
    },
  ): Promise<Application>;
  /** Refuses as the step itself would; for what is begun with one act and ends with another. */
  judge(application: Application, event: ApplicationEvent, actor: Pick<Actor, 'kind'>): void;
  /** For production and the counter, which know this module: what becomes of the card, and until when it waits, is theirs to carry out. */
  carryOut(effect: 'begin-making' | 'destroy-card' | 'set-second-deadline', how: ApplicationEffect): void;
  /**
   * A new form with a new 23-digit ID for this person; earlier unused forms are superseded (APP-04). The ID is in the
   * letter alone: whoever opens the form does not learn it. The letter says what the card costs: `fee`, where the case has
   * settled it, or what the cause costs by rule (FEE-01).
   */
  openForm(
    tx: Tx,
    personId: string,
    cause: ApplicationCause,
    act: Act,
    fee?: Fee,
  ): Promise<{ readonly letterId: string }>;
  /** Form ids that already exist (a demo country's, a mass mailing's). */
  registerForms(
    tx: Tx,
    forms: readonly { applicationId: string; personId: string; cause: ApplicationCause }[],
  ): Promise<void>;
  /**
   * In person at the desk, with a photo: the application is RECEIVED at once (CH-DESK). Also used by the ceremony that
   * makes the first staff cards of an installation.
   */
  applyAtDesk(
    tx: Tx,
    input: {
      applicationId: string;
      photo: Uint8Array;
      wantsSignature: boolean;
      wantsAuthentication: boolean;
      contactEmail?: string;
    },
    act: Act,
  ): Promise<Application>;
  /** What time ends (§10.1): drafts with all that was typed, defects that nobody answered. How many. */
  expireDue(until: Date): Promise<number>;
  approve(tx: Tx, id: string, version: number, act: Act): Promise<Application>;
}
