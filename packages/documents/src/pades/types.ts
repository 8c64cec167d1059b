import type { DigestAlgorithm } from '@mibun/pki';
import type { LaterChanges } from './changes/types.ts';
import type { PermissionLevel } from './permission-terms.ts';

/** `[0, a, b, c]`: bytes 0…a and b…b+c are signed, the gap a…b is the signature's own hexadecimal string. */
export type ByteRange = readonly [number, number, number, number];

/** Where and how a signature shows on a page. Points (1/72 inch) from the top left corner of the page as it is shown. */
export interface SignatureAppearance {
  /** 0 is the first page. */
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The first line is set larger; the rest small. Drawn as outlines, so the PDF needs no font for it. */
  readonly lines: readonly string[];
}

/** What goes into the signature dictionary (ISO 32000-1 table 252). */
export interface SignatureRequest {
  readonly signerName: string;
  readonly reason: string;
  readonly location?: string;
  /** Goes into /M: PAdES forbids the CMS signing-time attribute (EN 319 142-1 §6.3). */
  readonly signingTime: Date;
  /** The signer's certificate (DER): decides the digest algorithm and the room to reserve. */
  readonly certificate: Uint8Array;
  /** Certificates that will be embedded beside it (DER), for the room to reserve. */
  readonly chain?: readonly Uint8Array[];
  /** Extra bytes to reserve, for instance 6000 for a time-stamp token. Default 0. */
  readonly extraRoom?: number;
  readonly appearance?: SignatureAppearance;
}

/** A PDF with an empty signature in it, waiting for the signature value. */
export interface PreparedSignature {
  readonly pdf: Uint8Array;
  readonly byteRange: ByteRange;
  /** Follows from the signer's key. */
  readonly digestAlgorithm: DigestAlgorithm;
  /** Digest of the byte range; goes into `signedAttributes` of @mibun/pki. */
  readonly digest: Uint8Array;
}

/** What the signer gives back. */
export interface SignatureParts {
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
  /** RSASSA-PKCS1-v1_5, or ECDSA as DER, over `signedAttributes` with the prepared digest algorithm. */
  readonly signature: Uint8Array;
  /** Exactly the bytes that were signed (DER SET). */
  readonly signedAttributes: Uint8Array;
  /** An RFC 3161 TimeStampToken over the signature value makes it baseline T. */
  readonly timeStampToken?: Uint8Array;
}

/** A rule a signature breaks, in stable codes with a detail for experts. */
export interface SignatureProblem {
  readonly code:
    | 'byte-range'
    | 'contents'
    | 'container'
    | 'digest-mismatch'
    | 'signature-mismatch'
    | 'attributes'
    | 'signing-certificate'
    | 'weak-algorithm'
    | 'sub-filter'
    | 'signing-time-attribute'
    | 'changed-after-signing'
    | 'permission-broken';
  readonly detail: string;
}

/** One signature found in a PDF. Says what is cryptographically true; trust in the certificate is pki's matter. */
export interface PdfSignature {
  /** 0 is the earliest signature by the end of its byte range. */
  readonly index: number;
  readonly fieldName: string;
  readonly byteRange: ByteRange;
  readonly subFilter: string;
  /** The signed bytes reach to the end of the file. */
  readonly coversWholeFile: boolean;
  /** The signed bytes have the digest that the signature names, and the gap is nothing but the signature. */
  readonly intact: boolean;
  /**
   * The whole cryptographic check: the signer's key signed attributes that name this content and this certificate.
   * Never true of a document whose signed bytes were changed.
   */
  readonly signatureValid: boolean;
  /** What became of the document after this signature. */
  readonly later: LaterChanges;
  /** What was signed was changed afterwards: `later.answer`, in a word. */
  readonly changedAfterSigning: boolean;
  /** What its signer permits to be changed afterwards (ISO 32000-2 §12.8.2.2), and whether that was respected. */
  readonly permission?: SignaturePermission;
  /** Further signatures were added on top (allowed). */
  readonly signedAgain: boolean;
  readonly signerCertificate?: Uint8Array;
  readonly embeddedCertificates: readonly Uint8Array[];
  /** From /M: a claim of the signer, not a proof. */
  readonly signingTime?: Date;
  readonly timeStampToken?: Uint8Array;
  readonly signatureValue?: Uint8Array;
  readonly digestAlgorithm?: DigestAlgorithm;
  readonly name?: string;
  readonly reason?: string;
  readonly location?: string;
  readonly problems: readonly SignatureProblem[];
}

export interface SignaturePermission {
  /** `certification`: of the author, for the document (DocMDP). `lock`: of a later signer (`/Lock`). */
  readonly by: 'certification' | 'lock';
  readonly level: PermissionLevel;
  readonly kept: boolean;
}

/** A document time stamp (ISO 32000-2 §12.8.5): says when the file existed so far, and nothing about who signed. */
export interface PdfTimeStamp {
  /** 0 is the earliest. */
  readonly index: number;
  readonly fieldName: string;
  readonly byteRange: ByteRange;
  readonly coversWholeFile: boolean;
  readonly later: LaterChanges;
  /** DER TimeStampToken, unverified. */
  readonly token: Uint8Array;
  /** Of the bytes that the token should be of, by the digest that it names; undefined when it cannot be read. */
  readonly imprint?: { readonly hash: DigestAlgorithm; readonly digest: Uint8Array };
  /** The byte range is good and the token is of these bytes. */
  readonly intact: boolean;
}

/** Answer of {@link inspectPdfSignatures}. */
export interface PdfInspection {
  readonly signatures: readonly PdfSignature[];
  readonly timeStamps: readonly PdfTimeStamp[];
  /** Why the file could not be read, or what in it looks wrong as a whole. */
  readonly problems: readonly {
    readonly code: import('../errors.ts').PdfErrorCode;
    readonly detail: string;
  }[];
}
