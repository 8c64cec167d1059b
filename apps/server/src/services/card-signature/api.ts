import type { Certificate, DigestAlgorithm } from '@mibun/pki';
import type { CardSignatureEvent, CardSignatureLifecycle } from '@mibun/rules';
import type { ActName, Actor, Purpose, Refusal, Tx } from '../../platform/index.ts';
import type { Ceremony, FileRole } from './store.ts';

export type { Ceremony } from './store.ts';

type Facts = Readonly<Record<string, unknown>>;

/** One ceremony for one certificate at one moment: whatever is made of the same of these is the same. */
export interface ToSign<F extends object> {
  readonly ceremony: Ceremony<F>;
  /** As it was given when the ceremony began. */
  readonly content: Uint8Array;
  /** Of the person, for signing, in force. */
  readonly certificate: Certificate;
  /** The digest that goes with the certificate's key. */
  readonly algorithm: DigestAlgorithm;
  /** Whole seconds. */
  readonly signingTime: Date;
}

/** What the card has signed: checked, and over the attributes that name digest and certificate (VER-02). */
export interface Signed<F extends object> extends ToSign<F> {
  readonly digest: Uint8Array;
  readonly signedAttributes: Uint8Array;
  /** As CMS has it: RSA, or an Ecdsa-Sig-Value. */
  readonly signature: Uint8Array;
}

export interface Sealed<F extends object> {
  /** What the signature became part of, in the way of the format. */
  readonly octets: Uint8Array;
  readonly facts?: Partial<F>;
}

/**
 * What is signed and what becomes of it; everything else about a signature by a person's card is the same for all. A
 * format is what PAdES has and a signed text has not: how a digest comes about, and where the signature goes.
 */
export interface SignatureFormat<F extends object> {
  /** Its name is the format's, in the database and in the history. */
  readonly table: CardSignatureLifecycle;
  readonly acts: Readonly<Record<CardSignatureEvent | 'refuse', ActName>>;
  readonly purpose: Purpose;
  readonly refusals: {
    /** The time to finish it has passed. */
    readonly over: () => Refusal;
    /** Nothing was prepared, or something else since. */
    readonly notPrepared: () => Refusal;
    /** It was signed before, and this is another signature. */
    readonly done: () => Refusal;
    /** Not the signature of this certificate's key over what was prepared. */
    readonly wrong: () => Refusal;
  };
  /** What the audit trail holds of it, beside the serial of the certificate. */
  readonly audited: (facts: F) => Facts;
  /** What is known of it when nobody has signed in time. */
  readonly unsigned?: (facts: F) => F;
  /** How long it may be finished, where that is less than usual. */
  readonly until?: (begun: Date) => Date;
  /** After the signature, how long content and result stay here. */
  readonly keepDays: number;
  /** Digest of what is to be signed; the same whenever it is asked for the same. */
  readonly digest: (toSign: ToSign<F>) => Promise<Uint8Array>;
  /** Puts the signature where it belongs. What it throws leaves everything as it was. */
  readonly seal: (signed: Signed<F>) => Promise<Sealed<F>>;
  /** What follows from the signature, in its transaction, instead of keeping the result here. */
  readonly follow?: (tx: Tx, actor: Actor, signed: Ceremony<F>, octets: Uint8Array) => Promise<void>;
}

/** For the card of the person, and for both windows that show it. */
export interface Prepared<F extends object> {
  readonly ceremony: Ceremony<F>;
  readonly digest: Uint8Array;
  readonly certificate: Uint8Array;
  /** The octets that the card signs: CAdES attributes that name digest and certificate. */
  readonly toBeSigned: Uint8Array;
}

/** The ceremonies of one format. */
export interface Ceremonies<F extends object> {
  /** Opens one, of 15 minutes at most, and ends what others have left lying. */
  begin(tx: Tx, actor: Actor, facts: F, content: Uint8Array): Promise<Ceremony<F>>;
  /**
   * For the certificate that is given, or the one that the system has issued to the person. Repeating it is allowed; only
   * what was prepared last can be completed.
   */
  prepare(actor: Actor, id: string, certificate: Uint8Array | undefined): Promise<Prepared<F>>;
  /** The same signature again gets the same answer; any other one after the first is refused. */
  complete(actor: Actor, id: string, signature: Uint8Array): Promise<Ceremony<F>>;
  /** The person's own; anybody else's is not found. */
  require(tx: Tx, id: string, personId: string): Promise<Ceremony<F>>;
  /** Refuses what is over or done already. */
  demandOpen(ceremony: Ceremony<F>): void;
  file(tx: Tx, id: string, role: FileRole): Promise<Uint8Array | undefined>;
  /** Newest first. */
  signed(tx: Tx, personId: string, limit: number): Promise<readonly Ceremony<F>[]>;
}

export interface CardSignatures {
  /** Once for each format, at composition. */
  of<F extends object>(format: SignatureFormat<F>): Ceremonies<F>;
  /** The timer's turn: ends what has run out, of every format, and deletes what is due. */
  forget(): Promise<void>;
}
