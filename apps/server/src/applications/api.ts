import type { ApplicationEvent, ApplicationState, RegistryEvent } from '@mibun/rules';
import type { Act, Tx } from '../platform/index.ts';

export type ApplicationCause = 'first' | 'renewal' | 'lost' | 'damaged' | 'addendum-full';

export interface Application {
  readonly id: string;
  /** The 23 digits of the form (APP-01). */
  readonly applicationId: string;
  readonly personId: string;
  readonly municipality: string;
  readonly state: ApplicationState;
  /** Goes up with every change: what a clerk saw must be what a clerk decides on. */
  readonly version: number;
  readonly cause: ApplicationCause;
  readonly channel: 'online' | 'desk';
  readonly wantsSignature: boolean;
  readonly wantsAuthentication: boolean;
  readonly contactEmail?: string;
  /** Blob id (SHA-256) of the photo as sent. */
  readonly photo?: string;
  /** Registry version frozen at approval. */
  readonly snapshotVersion?: number;
  readonly receivedAt?: Date;
  /** Who opened its form or took it in at a desk: must neither screen it nor hand it over (ROL-01). */
  readonly openedBy: readonly string[];
  /** Who decided last. */
  readonly screenedBy?: string;
  /** Everybody who screened it, also who sent it back: must neither make its card nor hand it over (ROL-01, §9). */
  readonly screeners: readonly string[];
  readonly cardId?: string;
  readonly changedAt: Date;
}

export interface Applications {
  get(tx: Tx, id: string): Promise<Application>;
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
   * One step of the application's life: checks the state table for the actor, writes history and audit. `version`,
   * when given, must still be current (CHANGED_MEANWHILE). `set` fills what the step brings along.
   */
  move(
    tx: Tx,
    id: string,
    event: ApplicationEvent,
    act: Act,
    options?: { readonly version?: number; readonly set?: { readonly cardId?: string } },
  ): Promise<Application>;
  /**
   * A new form with a new 23-digit ID for this person; earlier unused forms are superseded (APP-04). The ID is in the
   * letter alone: whoever opens the form does not learn it.
   */
  openForm(
    tx: Tx,
    personId: string,
    cause: ApplicationCause,
    act: Act,
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
