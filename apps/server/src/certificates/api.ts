import type { CaInfo, CaKind, Certificate, CertifiedPerson, RevocationReason } from '@mibun/pki';
import type { CertificateState, PlainDate } from '@mibun/rules';
import type { Act, Tx } from '../platform/index.ts';

export type CertificateKind = 'signature' | 'authentication';

/** The CAs that publish a status of what they issued. */
export type AuthorityKind = CertificateKind | 'institution';

export interface IssuedCertificate {
  readonly kind: CertificateKind;
  /** Lower-case hex; unique within its CA. */
  readonly serial: string;
  readonly cardId: string;
  readonly personId: string;
  readonly state: CertificateState;
  readonly reason?: RevocationReason;
  readonly changedAt: Date;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly der: Uint8Array;
}

/** What status answers are made from: one row, without the certificate's octets. */
export interface Standing {
  readonly state: CertificateState;
  /** Set while it is on hold or revoked. */
  readonly reason?: RevocationReason;
  /** Since when it has been unusable without interruption: the day of the hold stays after a revocation (X.509 §8.5.2.2). */
  readonly since?: Date;
  readonly notAfter: Date;
}

export interface IssueRequest {
  readonly kind: CertificateKind;
  readonly cardId: string;
  readonly personId: string;
  /** SubjectPublicKeyInfo, DER, as read from the chip. */
  readonly publicKey: Uint8Array;
  readonly birthDate: PlainDate;
  readonly cardExpiry: PlainDate;
  /** For a signature certificate: what it certifies, already in the repertoire (CRT-01), and where the person lives. */
  readonly person?: CertifiedPerson;
  readonly prefecture?: string;
  readonly municipality?: string;
  readonly act: Act;
}

/** Seals and face signatures are made by keys in custody; this is all that other modules get of them. */
export interface InstitutionSeal {
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
  sign(data: Uint8Array): Promise<Uint8Array>;
}

/** The key to which a CA has delegated its status answers (RFC 6960 §4.2.2.2). */
export interface StatusResponder {
  readonly certificate: Certificate;
  /** The CA that delegated. */
  readonly issuer: CaInfo;
  sign(data: Uint8Array): Promise<Uint8Array>;
}

export interface CardFaceSigner {
  /** 16-byte key ids (chip.md §2.7; first digit 9, so that it is never mistaken). */
  readonly keyId: Uint8Array;
  readonly modulus: Uint8Array;
  /** RSASSA-PKCS1-v1_5 with SHA-256. */
  sign(payload: Uint8Array): Promise<Uint8Array>;
  /** PKCS #1 v1.5 over a ready DigestInfo, as the face file needs (chip.md §2.3). */
  signDigestInfo(digestInfo: Uint8Array): Promise<Uint8Array>;
}

export interface CrlEntry {
  readonly serial: string;
  readonly at: Date;
  readonly reason: RevocationReason;
}

export interface Certificates {
  /**
   * Creates the four CAs on the first start; afterwards only reads them. Finishes or voids what a crash has left
   * half issued. Nothing else works before it.
   */
  open(): Promise<void>;
  /** The present generation. The card-face CA has a certificate too, as the wrapping of its key. */
  ca(kind: CaKind): CaInfo;
  /** Roots of ONE kind, all generations; SIG and AUTH are never in one trust store (VER-02). */
  roots(kind: AuthorityKind): readonly Uint8Array[];
  /**
   * Intent → lint → sign → compare (pki.md §3), in transactions of its own. The certificate is PENDING: on hold in
   * OCSP and CRL. Repeating the call for the same key returns the same certificate.
   */
  issue(request: IssueRequest): Promise<IssuedCertificate>;
  activate(tx: Tx, kind: CertificateKind, serial: string, act: Act): Promise<void>;
  activateOfCard(tx: Tx, cardId: string, act: Act): Promise<void>;
  /** AUTH → HELD, SIG → HELD_FINAL (REV-01). */
  suspendOfCard(tx: Tx, cardId: string, act: Act): Promise<void>;
  /** AUTH → ACTIVE; SIG stays held for good. */
  liftOfCard(tx: Tx, cardId: string, act: Act): Promise<void>;
  /**
   * Everything of the card that is not over yet. `affiliationChanged` leaves the authentication certificate alone
   * (domain.md §6.6); one that was never activated is revoked as `unspecified`, whatever the reason.
   */
  revokeOfCard(tx: Tx, cardId: string, reason: RevocationReason, act: Act): Promise<void>;
  /** Ends an old certificate in favour of a new one on the same card. */
  supersede(tx: Tx, kind: CertificateKind, oldSerial: string, newSerial: string, act: Act): Promise<void>;
  /** The timer's turn: ACTIVE and held ones past their end → EXPIRED. Answers how many; status does not wait for it. */
  expireDue(): Promise<number>;
  /** Newest first. */
  ofCard(tx: Tx, cardId: string): Promise<readonly IssuedCertificate[]>;
  find(tx: Tx, kind: CertificateKind, serial: string): Promise<IssuedCertificate | undefined>;
  /** `undefined` for a serial that this CA never issued. */
  standing(tx: Tx, kind: AuthorityKind, serial: string): Promise<Standing | undefined>;
  /** Called after the commit that changed a certificate, so that cached answers go at once (pki.md §4: 5 s). */
  onChange(listener: (change: { readonly kind: CertificateKind; readonly serial: string }) => void): void;
  /** The id by which one service knows a person, the same after renewals, different for each service (LNK-02). */
  pairwiseId(personId: string, service: string): Promise<string>;
  /** The seal of a municipality (five digits); made on first use, so never call it inside a transaction. */
  seal(municipality: string): Promise<InstitutionSeal>;
  cardFaceSigner(): Promise<CardFaceSigner>;
  /** The present status responder of a CA; a new key and certificate well before the old one ends. Not inside a transaction. */
  responder(kind: AuthorityKind): Promise<StatusResponder>;
  /** The CA's own signature over a to-be-signed CRL. */
  signCrl(kind: AuthorityKind, tbs: Uint8Array): Promise<Uint8Array>;
  /** Entries of one CRL shard, sorted by serial, and the shard of a serial. */
  crlEntries(tx: Tx, kind: AuthorityKind, shard: number | 'all'): Promise<readonly CrlEntry[]>;
}

export const CRL_SHARDS = 16;
