import type { Bilingual, StaffRole } from '@mibun/rules';
import type { Act, Tx } from '../../platform/index.ts';
import type { Duty, StaffMember } from './duty-store.ts';
import type { Service } from './oidc/services.ts';

export type ChallengePurpose = 'resident-login' | 'staff-login' | 'kiosk' | 'service-login';

export interface Challenge {
  readonly challengeId: string;
  /** base64url, 32 bytes, one use, five minutes (VER-04). */
  readonly nonce: string;
  /** One line that the agent shows and signs (VER-01). */
  readonly statement: Bilingual;
}

/** What comes back from the agent. */
export interface ChallengeAnswer {
  readonly challengeId: string;
  /** The language in which the statement was shown and signed. */
  readonly language: 'ja' | 'en';
  readonly certificate: Uint8Array;
  readonly signature: Uint8Array;
}

export interface Authenticated {
  readonly personId: string;
  readonly cardId: string;
  /** Serial of the AUTH certificate; never handed to services (LNK-02). */
  readonly serial: string;
}

export type { Duty, Service, StaffMember, StaffRole };

/** What a service may ask for besides "is it the same person again" (USE-10, USE-11). */
export const ATTRIBUTE_SCOPES = ['name', 'address', 'birthdate', 'gender'] as const;
export type AttributeScope = (typeof ATTRIBUTE_SCOPES)[number];

export interface Login {
  challenge(tx: Tx, purpose: ChallengePurpose, audienceName: Bilingual): Promise<Challenge>;
  /**
   * Consumes the nonce first, then checks the signature over the authentication message (origin, nonce, statement), the
   * certificate and its status. Refuses with a reason that the page can show: card suspended, abolished, expired …
   * Opens transactions of its own.
   */
  authenticate(purpose: ChallengePurpose, answer: ChallengeAnswer): Promise<Authenticated>;
  /**
   * Gives people duties; one that somebody already has gets the name. Refuses a municipal role without an office and a
   * national one with an office (DUTY_OFFICE_NEEDED, DUTY_OFFICE_FOREIGN).
   */
  addStaff(tx: Tx, members: readonly StaffMember[], act?: Act): Promise<void>;
  /** The duties that somebody has now. */
  dutiesOf(tx: Tx, personId: string): Promise<readonly Duty[]>;
  /** Ends a duty and every session in it, at once; the act says who ends it and why. */
  endDuty(tx: Tx, dutyId: string, act: Act & { readonly reason: string }): Promise<void>;
  /** Registers a service of this program or replaces its registration. */
  registerService(tx: Tx, service: Service): Promise<void>;
}
