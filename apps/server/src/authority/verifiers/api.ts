import type { IncomingMessage } from 'node:http';
import type { PlainDate, VerifierState } from '@mibun/rules';
import type { FastifyRequest } from 'fastify';
import type { Act, Actor, Bilingual, Http, Tx } from '../../platform/index.ts';
import type { Admission, StatusQuestion } from './admission.ts';

/** The kinds of domain.md VAR-02. */
export const VERIFIER_KINDS = ['signature', 'authentication', 'group'] as const;
export type VerifierKind = (typeof VERIFIER_KINDS)[number];

/** What a verifier may ask: status of SIG, status of AUTH, linking ids, current attributes (VAR-05). */
export const VERIFIER_SCOPES = ['sig', 'auth', 'link', 'attributes'] as const;
export type VerifierScope = (typeof VERIFIER_SCOPES)[number];

/** Current attributes hang on a consent that is signed with SIG, so they are for those who verify signatures. */
export const SCOPES_OF_KIND: Readonly<Record<VerifierKind, readonly VerifierScope[]>> = {
  signature: ['sig', 'link', 'attributes'],
  authentication: ['auth', 'link'],
  group: VERIFIER_SCOPES,
};

/** A service for which a verifier checks (VAR-04): what pairwise ids and consents belong to. */
export interface VerifierService {
  /** Letters, digits, `-`; unique over all verifiers. */
  readonly serviceId: string;
  readonly name: Bilingual;
}

/** What the minister has accredited, and how the verifier proves who it is. */
export interface Registration {
  readonly verifierId: string;
  readonly kind: VerifierKind;
  /** The name that residents see in their access log. */
  readonly name: Bilingual;
  /** Number and date of the minister's decision. */
  readonly decision: string;
  readonly scopes: readonly VerifierScope[];
  /** Both days included, in Japan. */
  readonly validFrom: PlainDate;
  readonly validUntil: PlainDate;
  /** Questions a day (Japan) in each scope; a scope without one has none. */
  readonly quotas: Readonly<Partial<Record<VerifierScope, number>>>;
  /** Requests a second to one process of ours, in all scopes together. */
  readonly ratePerSecond: number;
  /** Whether OCSP nonces are echoed for it (pki.md §4). */
  readonly nonces: boolean;
  readonly services: readonly VerifierService[];
  /** Client certificates for mutual TLS, DER in base64; pinned by their hash. */
  readonly certificates: readonly string[];
  /** Public JWKs (EC P-256, P-384, Ed25519) for signed requests; named by their RFC 7638 thumbprint. */
  readonly keys: readonly Readonly<Record<string, unknown>>[];
}

export interface Verifier extends Registration {
  readonly state: VerifierState;
  readonly changedAt: Date;
}

export interface Verifiers {
  /**
   * Who may have the revocation data of the resident CAs (VAR-01), asked by status/ before anything is parsed; counts one
   * question. What becomes of strangers (`no`) is for status/ to say: in demo mode they are answered, too.
   */
  admit(request: IncomingMessage, question: StatusQuestion): Admission | Promise<Admission>;
  /**
   * The verifier who sends this request, for services that need one in every mode. Counts one question. Refuses with
   * VERIFIER_UNKNOWN, VERIFIER_NOT_IN_FORCE, VERIFIER_SCOPE or VERIFIER_QUOTA. Opens transactions of its own.
   */
  demand(request: FastifyRequest, scope: VerifierScope): Promise<Verifier>;
  /** Whoever serves routes that verifiers call has the digest of their bodies taken: without it no body is believed. */
  watchBodies(app: Http): void;
  /** The verifier behind a service, in whatever state it is; undefined for a service that nobody has. */
  ofService(
    tx: Tx,
    serviceId: string,
  ): Promise<{ readonly verifier: Verifier; readonly service: VerifierService } | undefined>;
  /** Whether it may act now: accredited, within its days. */
  isInForce(verifier: Verifier): boolean;
  /** A verifier as the actor of what it does, by the name that residents see. */
  actor(verifier: Verifier): Actor;
  /** Registers without a second person: for the making of a demo country. */
  accredit(tx: Tx, registration: Registration, act: Act): Promise<void>;
  /** Writes counters and traces that still wait in this process. */
  flush(): Promise<void>;
  /** Writes them every second until the function returned is called, which writes the rest. */
  startFlushing(): () => Promise<void>;
}
