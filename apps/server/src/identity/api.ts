import type { Bilingual, Tx } from '../platform/index.ts';

export type ChallengePurpose = 'resident-login' | 'staff-login' | 'kiosk' | 'service-login';

export interface Challenge {
  readonly challengeId: string;
  /** base64url, 32 bytes, one use, five minutes (VER-04). */
  readonly nonce: string;
  /** One line that the agent shows and signs (VER-01). */
  readonly statement: { readonly ja: string; readonly en: string };
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

/** The roles in which staff log in (domain.md §9). */
export const STAFF_ROLES = [
  'clerk',
  'supervisor',
  'card-operator',
  'call-centre',
  'ca-operator',
  'auditor',
] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** One role of a member of staff. They log in with their own card (ROL-02). */
export interface StaffMember {
  readonly personId: string;
  readonly role: StaffRole;
  /** Municipality code, for municipal staff. */
  readonly office?: string;
  /** The name that residents see in their access log. */
  readonly name: string;
}

/** What a service may ask for besides "is it the same person again" (USE-10, USE-11). */
export const ATTRIBUTE_SCOPES = ['name', 'address', 'birthdate', 'gender'] as const;
export type AttributeScope = (typeof ATTRIBUTE_SCOPES)[number];

/** A service that logs people in through the OpenID Provider. */
export interface Service {
  /** Letters, digits, `-`; also what the pairwise ids of its customers hang on (USE-12). */
  readonly serviceId: string;
  readonly name: Bilingual;
  readonly redirectUris: readonly string[];
  /** Public keys of its `private_key_jwt`, as JWKs (USE-10). */
  readonly keys: readonly Readonly<Record<string, unknown>>[];
  /** The attributes that it may ask for; nothing else is ever offered for consent. */
  readonly attributes: readonly AttributeScope[];
}

export interface Identity {
  challenge(tx: Tx, purpose: ChallengePurpose, audienceName: { ja: string; en: string }): Promise<Challenge>;
  /**
   * Consumes the nonce first, then checks the signature over the authentication message (origin, nonce, statement), the
   * certificate and its status. Refuses with a reason that the page can show: card suspended, abolished, expired …
   * Opens transactions of its own.
   */
  authenticate(purpose: ChallengePurpose, answer: ChallengeAnswer): Promise<Authenticated>;
  /** Gives roles to people; a role that somebody already has is updated. */
  addStaff(tx: Tx, members: readonly StaffMember[]): Promise<void>;
  /** Registers a service or replaces its registration. */
  registerService(tx: Tx, service: Service): Promise<void>;
}
