import { assertDer } from '../der/assert.ts';
import { DerReader, readNull, readOctetString, readOid, readSmallInteger } from '../der/read.ts';
import { contextTag, primitiveContextTag, TAG } from '../der/tags.ts';
import { compareBytes, retag } from '../der/write.ts';
import { type DigestAlgorithm, digestByOid } from '../digests.ts';
import { PkiError, reading } from '../errors.ts';
import { OID } from '../oids.ts';
import { readAlgorithmIdentifier } from '../signed.ts';

/** Attribute (RFC 5652 §5.3). */
export interface Attribute {
  readonly type: string;
  readonly values: readonly Uint8Array[];
}

/** SignedData as it stands, unverified. Octets are views of the input. */
export interface SignedData {
  readonly version: number;
  /** Those that are announced before the content; undefined: one that is not accepted (SHA-1, MD5 …). */
  readonly digests: readonly (DigestAlgorithm | undefined)[];
  readonly contentType: string;
  /** undefined: the signature is detached. */
  readonly content: Uint8Array | undefined;
  /** Certificates, DER. */
  readonly certificates: readonly Uint8Array[];
  /** Something other than certificates is among them: attribute certificates, or what nobody knows. */
  readonly hasOtherCertificates: boolean;
  readonly signers: readonly SignerInfo[];
}

export type SignerIdentifier =
  /** Name and INTEGER, DER. */
  { readonly issuer: Uint8Array; readonly serialNumber: Uint8Array } | { readonly keyIdentifier: Uint8Array };

export interface SignerInfo {
  readonly version: number;
  readonly identifier: SignerIdentifier;
  readonly digest: DigestAlgorithm | undefined;
  /** AlgorithmIdentifier, DER. */
  readonly signatureAlgorithm: Uint8Array;
  /** SET OF, the form that was signed (RFC 5652 §5.4); undefined when the signature is over the content itself. */
  readonly signedAttributes: Uint8Array | undefined;
  /** DER wants the SET OF in order; some sign another. */
  readonly inOrder: boolean;
  /** The signed ones. */
  readonly attributes: readonly Attribute[];
  readonly signature: Uint8Array;
  readonly unsignedAttributes: readonly Attribute[];
}

/**
 * Reads ContentInfo with SignedData (RFC 5652 §5) in DER; what others write in BER goes through `der.fromBer` first. How many
 * signers, which content and which versions there may be is for those to say who know what it is the signature of.
 * Throws `cms-malformed`.
 */
export function readSignedData(der: Uint8Array): SignedData {
  return reading('cms-malformed', 'SignedData', () => signedDataIn(der));
}

/** The same for who reads something that is SignedData. Throws the `der-…` errors. */
export function signedDataIn(der: Uint8Array): SignedData {
  assertDer(der);
  const outer = DerReader.sequence(der);
  if (readOid(outer.next()) !== OID.signedData) throw new PkiError('der-value', 'not SignedData');
  const wrapped = outer.explicit(0, TAG.sequence);
  outer.end();
  if (!wrapped) throw new PkiError('der-truncated', 'nothing inside');
  const data = DerReader.inside(wrapped);
  const version = readSmallInteger(data.next());
  const digests: (DigestAlgorithm | undefined)[] = [];
  for (const announced = data.enter(TAG.set); !announced.done; ) digests.push(readDigest(announced.enter()));
  const encapsulated = data.enter();
  const contentType = readOid(encapsulated.next());
  const content = encapsulated.explicit(0, TAG.octetString);
  encapsulated.end();
  const certificates: Uint8Array[] = [];
  let hasOtherCertificates = false;
  for (const list = data.enterContext(0); list && !list.done; ) {
    const { tag, raw } = list.next();
    if (tag === TAG.sequence) certificates.push(raw);
    else hasOtherCertificates = true;
  }
  data.enterContext(1); // CRLs: status has sources of its own
  const signers: SignerInfo[] = [];
  for (const list = data.enter(TAG.set); !list.done; ) signers.push(readSigner(list.enter()));
  data.end();
  return {
    version,
    digests,
    contentType,
    content: content && readOctetString(content),
    certificates,
    hasOtherCertificates,
    signers,
  };
}

/** A digest that counts has no parameters, or NULL (RFC 5754 §2). */
function readDigest(reader: DerReader): DigestAlgorithm | undefined {
  const digest = digestByOid(readOid(reader.next()));
  if (!reader.done) {
    const parameters = reader.next();
    if (digest) readNull(parameters);
  }
  reader.end();
  return digest;
}

function readSigner(reader: DerReader): SignerInfo {
  const version = readSmallInteger(reader.next());
  const identifier = readIdentifier(reader);
  const digest = readDigest(reader.enter());
  const signed = reader.optional(contextTag(0));
  const signatureAlgorithm = readAlgorithmIdentifier(reader);
  const signature = readOctetString(reader.next());
  const unsigned = reader.enterContext(1); // they prove nothing of themselves
  reader.end();
  return {
    version,
    identifier,
    digest,
    signatureAlgorithm,
    signedAttributes: signed && retag(TAG.set, signed.raw),
    inOrder: !signed || isInOrder(DerReader.inside(signed)),
    attributes: signed ? readAttributes(DerReader.inside(signed)) : [],
    signature,
    unsignedAttributes: unsigned ? readAttributes(unsigned) : [],
  };
}

function readIdentifier(reader: DerReader): SignerIdentifier {
  const keyIdentifier = reader.optional(primitiveContextTag(0));
  if (keyIdentifier) return { keyIdentifier: keyIdentifier.content };
  const name = reader.enter();
  const issuer = name.next(TAG.sequence).raw;
  const serialNumber = name.next(TAG.integer).raw;
  name.end();
  return { issuer, serialNumber };
}

function readAttributes(reader: DerReader): readonly Attribute[] {
  const attributes: Attribute[] = [];
  while (!reader.done) {
    const fields = reader.enter();
    const type = readOid(fields.next());
    const values: Uint8Array[] = [];
    for (const set = fields.enter(TAG.set); !set.done; ) values.push(set.next().raw);
    fields.end();
    attributes.push({ type, values });
  }
  return attributes;
}

function isInOrder(reader: DerReader): boolean {
  let before: Uint8Array | undefined;
  while (!reader.done) {
    const { raw } = reader.next();
    if (before && compareBytes(before, raw) > 0) return false;
    before = raw;
  }
  return true;
}
