import type {
  CaInfo,
  CaKind,
  Certificate,
  CertifiedPerson,
  EndEntityKind,
  RevocationReason,
  SubjectFields,
} from '@mibun/pki';
import type { FileSigner } from '@mibun/reader';
import type {
  BirthDate,
  CertificateEvent,
  CertificateState,
  GenerationEvent,
  GenerationState,
  InstitutionCertificateState,
  PlainDate,
} from '@mibun/rules';
import type { Act, Actor, Tx } from '../../platform/index.ts';

export type CertificateKind = 'signature' | 'authentication';

/** The CAs that publish a status of what they issued. */
export type AuthorityKind = CertificateKind | 'institution';

/** One generation of a CA: the DN of all its generations, a key of its own (pki.md §1). */
export interface Generation {
  readonly kind: CaKind;
  /** From 1, and never used again. */
  readonly generation: number;
  /** How it is called in addresses: `signature` for the first, `signature-2` for the second. */
  readonly name: string;
  /** PUBLISHED, ISSUING and OVERLAPPING ones answer for what they have issued; only one of a CA is ISSUING. */
  readonly state: GenerationState;
  readonly changedAt: Date;
  /** Where its key lies in custody. */
  readonly keyLabel: string;
  /** How many CRL shards it has: fixed when it is made, because each certificate names its own. */
  readonly shards: number;
  readonly info: CaInfo;
}

/** The key of one generation signed by another: `issuer` older = new-with-old, newer = old-with-new (RFC 4210 §4.4). */
export interface LinkCertificate {
  readonly kind: AuthorityKind;
  readonly issuer: number;
  readonly subject: number;
  readonly der: Uint8Array;
}

/** The steps of a rollover that a CA operator asks for; the others follow by themselves. */
export type RolloverEvent = Exclude<GenerationEvent, 'establish' | 'sign' | 'supersede' | 'resume'>;

/** An act on a CA's key takes two persons (domain.md §9): the actor of the act confirms what `proposedBy` has proposed. */
export type TwoPersonAct = Act & { readonly proposedBy: Actor };

export interface IssuedCertificate {
  readonly kind: CertificateKind;
  /** Of the CA that issued it. */
  readonly generation: number;
  /** Lower-case hex; unique within its CA. */
  readonly serial: string;
  readonly cardId: string;
  readonly personId: string;
  readonly state: CertificateState;
  readonly reason: RevocationReason | null;
  readonly changedAt: Date;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly der: Uint8Array;
}

/** What status answers are made from: one row, without the certificate's octets. */
export interface Standing {
  /** Which generation issued it: to any other generation of the CA the serial is unknown. */
  readonly generation: number;
  readonly state: CertificateState;
  /** Set while it is on hold or revoked. */
  readonly reason: RevocationReason | null;
  /** Since when it has been unusable without interruption: the day of the hold stays after a revocation (X.509 §8.5.2.2). */
  readonly since: Date | null;
  readonly notAfter: Date;
}

/**
 * What a CA operator has ended of one person by one act. The holder has not asked for it and is told of all of it at once
 * (domain.md G2).
 */
export interface EndedByAuthority {
  readonly personId: string;
  readonly certificates: readonly Pick<IssuedCertificate, 'kind' | 'serial' | 'cardId'>[];
  /** As the operator gave it: what a certificate not in operation yet carries as its reason says less. */
  readonly reason: RevocationReason;
  readonly at: Date;
  readonly act: Act;
}

export interface IssueRequest {
  readonly kind: CertificateKind;
  readonly cardId: string;
  readonly personId: string;
  /** SubjectPublicKeyInfo, DER, as read from the chip. */
  readonly publicKey: Uint8Array;
  readonly birthDate: BirthDate;
  readonly cardExpiry: PlainDate;
  /** For a signature certificate: what it certifies, already in the repertoire (CRT-01), and where the person lives. */
  readonly person?: CertifiedPerson;
  readonly prefecture?: string;
  readonly municipality?: string;
  readonly act: Act;
}

/** Which certificate has changed its state. */
export interface CertificateChange {
  readonly kind: AuthorityKind;
  readonly generation: number;
  readonly serial: string;
}

/** A change as the transaction that makes it sees it: what verifiers are told after it. */
export interface StatusChange extends CertificateChange {
  readonly shard: number;
  readonly state: CertificateState;
  readonly reason: RevocationReason | null;
  /** Since when it has been unusable without interruption. */
  readonly since: Date | null;
  /** Whether it was on hold or revoked before. */
  readonly wasListed: boolean;
  readonly at: Date;
}

/** What a CA has issued to an institution: a seal, a time-stamp authority, a status responder. */
export interface InstitutionCertificate {
  readonly authority: AuthorityKind;
  readonly generation: number;
  readonly kind: Exclude<EndEntityKind, CertificateKind>;
  readonly serial: string;
  /** To what it belongs: `seal-99201`, `ocsp-signature`, `tsa`, `request-…`. */
  readonly reference: string;
  readonly state: InstitutionCertificateState;
  readonly reason: RevocationReason | null;
  readonly revokedAt: Date | null;
  readonly changedAt: Date;
  readonly notAfter: Date;
  readonly shard: number;
}

/** A name of the register of institutions: nobody types what verifiers take as authority. */
export type InstitutionName =
  | { readonly kind: 'seal'; readonly municipality: string; readonly office: 'mayor' | 'acting-mayor' }
  | { readonly kind: 'time-stamp'; readonly unit: number };

/** What two CA operators want certified for a key that an institution holds itself. */
export interface InstitutionRequest {
  readonly name: InstitutionName;
  /** SubjectPublicKeyInfo, DER; its holder has proved possession. */
  readonly publicKey: Uint8Array;
  /** At most what the profile allows. */
  readonly days: number;
  /** Serial of the certificate of the same name, near its end, in whose place this one comes. */
  readonly renews?: string;
  readonly act: TwoPersonAct;
}

/** What would be signed; nothing is on record yet. */
export interface InstitutionDraft {
  readonly subject: SubjectFields;
  readonly generation: number;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** What is wrong with the key or the contents; only an empty list is ever signed. */
  readonly findings: readonly { readonly id: string; readonly rule: string; readonly detail: string }[];
}

/** Sums that are kept with every change; nothing is counted when they are asked for. */
export interface CertificateFigures {
  readonly days: readonly {
    readonly day: PlainDate;
    readonly authority: AuthorityKind;
    readonly generation: number;
    readonly kind: EndEntityKind;
    readonly event: CertificateEvent;
    readonly count: number;
  }[];
  /** How many are in each state. */
  readonly totals: readonly {
    readonly authority: AuthorityKind;
    readonly generation: number;
    readonly kind: EndEntityKind;
    readonly state: CertificateState;
    readonly count: number;
  }[];
}

/** Seals are made by keys in custody; this is all that other modules get of them. */
export interface InstitutionSeal {
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
  sign(data: Uint8Array): Promise<Uint8Array>;
}

/** The key of the time-stamp authority (RFC 3161), certified by the institution CA. */
export interface TimeStampSigner {
  readonly certificate: Certificate;
  sign(data: Uint8Array): Promise<Uint8Array>;
}

/** The key to which a CA has delegated its status answers (RFC 6960 §4.2.2.2). */
export interface StatusResponder {
  readonly certificate: Certificate;
  /** The CA that delegated. */
  readonly issuer: CaInfo;
  sign(data: Uint8Array): Promise<Uint8Array>;
}

export interface CrlEntry {
  readonly serial: string;
  readonly at: Date;
  readonly reason: RevocationReason;
}

export interface Certificates {
  /**
   * Creates the four CAs on the first start; afterwards only reads them. Finishes or voids what a crash has left
   * half issued: in the process that has the role `authority`; others refuse to start before it has. Nothing else works
   * before it.
   */
  open(): Promise<void>;
  /**
   * The generation that issues, or the one named. The card-face CA has a certificate too, as the wrapping of its key.
   */
  ca(kind: CaKind, generation?: number): CaInfo;
  /** All generations that have a certificate, oldest first; also those not yet or no more published. */
  generations(kind: CaKind): readonly Generation[];
  /** Roots of ONE kind, all generations ever published; SIG and AUTH are never in one trust store (VER-02). */
  roots(kind: AuthorityKind): readonly Uint8Array[];
  /** What lets a relying party go from the root that it knows to another generation; of published generations alone. */
  links(kind: AuthorityKind): readonly LinkCertificate[];
  /**
   * One step of a rollover (table `CA_GENERATION`). Two persons, an audit entry, and each step can be asked for again
   * after a crash. `prepare` makes generation `generation` (the next number) with its links; the others move it on.
   * `alongside` runs in the transaction that completes the step.
   */
  rollOver(
    kind: AuthorityKind,
    generation: number,
    event: RolloverEvent,
    act: TwoPersonAct,
    alongside?: (tx: Tx) => Promise<void>,
  ): Promise<Generation>;
  /** Refuses what the table of the generations forbids now; for what two persons do one after the other. */
  judgeRollover(
    known: Pick<Generation, 'state'> | undefined,
    event: RolloverEvent,
    actor: Pick<Actor, 'kind'>,
  ): void;
  /**
   * Intent → lint → sign → compare (pki.md §3), in transactions of its own. The certificate is PENDING: on hold in
   * OCSP and CRL. Repeating the call for the same key returns the same certificate.
   */
  issue(request: IssueRequest): Promise<IssuedCertificate>;
  /**
   * The same for a lot, with two transactions and a fixed number of statements however many they are (some hundred at
   * most). Each ends on its own: one that is refused stops no other. In the order of the requests.
   */
  issueAll(requests: readonly IssueRequest[]): Promise<readonly PromiseSettledResult<IssuedCertificate>[]>;
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
  /** The card's last day is over: what has come to its own end expires, what has not is ended with the card. */
  endOfCardExpiry(tx: Tx, cardId: string, act: Act): Promise<void>;
  revokeOfCard(tx: Tx, cardId: string, reason: RevocationReason, act: Act): Promise<void>;
  /** The same for every card of a person, in this one transaction. Answers how many certificates it ended. */
  revokeOfPerson(tx: Tx, personId: string, reason: RevocationReason, act: Act): Promise<number>;
  /**
   * One certificate, whoever issued it: also seals, time-stamp authorities and status responders, whose keys are then
   * replaced on next use. Refuses with NOT_FOUND, STATE_FORBIDS or REASON_FORBIDDEN.
   */
  revoke(tx: Tx, kind: AuthorityKind, serial: string, reason: RevocationReason, act: Act): Promise<void>;
  /** For the module that knows the ways to a holder: how they are told, in the transaction of the revocation. */
  carryOut(effect: 'notify-revoked', how: (tx: Tx, ended: EndedByAuthority) => Promise<void>): void;
  /** Ends an old certificate in favour of a new one on the same card. */
  supersede(tx: Tx, kind: CertificateKind, oldSerial: string, newSerial: string, act: Act): Promise<void>;
  /**
   * The timer's turn: ACTIVE and held ones past their end → EXPIRED. Answers how many; status does not wait for it. What
   * has expired stays so: `until` is a time that is sure to have come, now unless told otherwise.
   */
  expireDue(until?: Date): Promise<number>;
  /** Certifies the key of an institution, by two persons: intent → lint → sign → compare. */
  issueToInstitution(
    request: InstitutionRequest,
  ): Promise<InstitutionCertificate & { readonly der: Uint8Array }>;
  /** The same without any effect: what would be signed, and what is wrong with it. */
  draftForInstitution(request: Omit<InstitutionRequest, 'act'>): Promise<InstitutionDraft>;
  /** Newest first, everything of a person that is not void. */
  ofPerson(tx: Tx, personId: string): Promise<readonly IssuedCertificate[]>;
  /** Certificates of institutions in force that end before `before`, soonest first; at most `limit`. */
  endingSoon(tx: Tx, before: Date, limit: number): Promise<readonly InstitutionCertificate[]>;
  /** The signed certificate of an institution. */
  institutionDer(tx: Tx, serial: string): Promise<Uint8Array | undefined>;
  findInstitution(
    tx: Tx,
    authority: AuthorityKind,
    serial: string,
  ): Promise<InstitutionCertificate | undefined>;
  /** Intents that have no signature yet: after a crash, or while the key custody is away. */
  pendingIntents(tx: Tx): Promise<{ readonly count: number; readonly oldest: Date | null }>;
  /** What was issued and ended since a day, and what there is now. */
  figures(tx: Tx, since: PlainDate): Promise<CertificateFigures>;
  /** Brings the sums of {@link figures} up to date; for the timer, and before they are read. */
  foldFigures(): Promise<void>;
  /** Newest first. */
  ofCard(tx: Tx, cardId: string): Promise<readonly IssuedCertificate[]>;
  find(tx: Tx, kind: CertificateKind, serial: string): Promise<IssuedCertificate | undefined>;
  /** Whether it is in force, and nobody changes that until the transaction ends (G3). */
  holdInForce(tx: Tx, kind: CertificateKind, serial: string): Promise<boolean>;
  /** Whose certificates these are, by one query: serial → person id; those that were never issued are missing. */
  holders(tx: Tx, kind: CertificateKind, serials: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** `undefined` for a serial that this CA never issued. */
  standing(tx: Tx, kind: AuthorityKind, serial: string): Promise<Standing | undefined>;
  /** The state that a certificate had at a time (VER-06); `undefined` before its intent. The history is never shortened. */
  stateAt(tx: Tx, kind: EndEntityKind, serial: string, at: Date): Promise<CertificateState | undefined>;
  /** Several at once, of one generation; those that it never issued are missing. */
  standings(
    tx: Tx,
    kind: AuthorityKind,
    generation: number,
    serials: readonly string[],
  ): Promise<ReadonlyMap<string, Standing>>;
  /** Called in the transaction of changes, which fails if the listener does. */
  onChangeWithin(listener: (tx: Tx, changes: readonly StatusChange[]) => Promise<void>): void;
  /** Called after the commit that changed a certificate, so that cached answers go at once (pki.md §4: 5 s). */
  onChange(listener: (change: CertificateChange) => void): void;
  /** The id by which one service knows a person, the same after renewals, different for each service (LNK-02). */
  pairwiseId(personId: string, service: string): Promise<string>;
  /** The seal of a municipality (five digits); made on first use, so never call it inside a transaction. */
  seal(municipality: string): Promise<InstitutionSeal>;
  /**
   * What a certificate was at `at`: a seal of the municipality that was good then (one that was renewed since is still good
   * for what it has sealed); one of its seals that was not in force or is revoked, its own word about the time being no word
   * against that; or none of its.
   */
  sealAt(municipality: string, certificate: Uint8Array, at: Date): Promise<'good' | 'over' | 'foreign'>;
  /** The present key of the time-stamp authority; a new one every year. Never call it inside a transaction. */
  timeStamper(): Promise<TimeStampSigner>;
  cardFaceSigner(): Promise<FileSigner>;
  /**
   * The present status responder of one generation; a new key and certificate well before the old one ends, and after
   * a revocation. Not inside a transaction.
   */
  responder(kind: AuthorityKind, generation: number): Promise<StatusResponder>;
  /** The signature of one generation over a to-be-signed CRL. */
  signCrl(kind: AuthorityKind, generation: number, tbs: Uint8Array): Promise<Uint8Array>;
  /** Entries of one CRL shard of one generation, sorted by serial. */
  crlEntries(
    tx: Tx,
    kind: AuthorityKind,
    generation: number,
    shard: number | 'all',
  ): Promise<readonly CrlEntry[]>;
}

/** Shards of a resident CA's generation unless told otherwise when it is made; for a country 1,500 and more. */
export const CRL_SHARDS = 16;
