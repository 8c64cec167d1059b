import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm, signatureAlgorithmOf } from '../algorithms.ts';
import { assertDer } from '../der/assert.ts';
import { type DerElement, DerReader, readOctetString, readOid, readSmallInteger } from '../der/read.ts';
import { contextTag, TAG } from '../der/tags.ts';
import { equalBytes, nullValue, oid, retag, sequence, setOf } from '../der/write.ts';
import { PkiError, reading } from '../errors.ts';
import { OID } from '../oids.ts';
import { readSerial } from '../serial.ts';
import { readAlgorithmIdentifier } from '../signed.ts';
import { hashByOid, type ImprintHash, readHashIdentifier } from './imprint.ts';
import { TSP_OID } from './oids.ts';
import { readTstInfo, type TstInfo } from './tst-info.ts';

/** A TimeStampToken as it stands, unverified. */
export interface TimeStampToken {
  readonly info: TstInfo;
  /** The octets of TSTInfo. */
  readonly content: Uint8Array;
  /** Certificates in the token, DER. */
  readonly certificates: readonly Uint8Array[];
  readonly signer: { readonly issuer: Uint8Array; readonly serial: string };
  readonly digestAlgorithm: ImprintHash | undefined;
  /** undefined: none of this system's. */
  readonly algorithm: SignatureAlgorithm | undefined;
  /** As a SET OF, the form that was signed. */
  readonly signedAttributes: Uint8Array;
  /** By OID; each of the attributes here has exactly one value. */
  readonly attributes: ReadonlyMap<string, Uint8Array>;
  readonly signature: Uint8Array;
}

const MAX_TOKEN_OCTETS = 65_536;

/** Reads a token of one signer. Throws `tsp-malformed`, `tsp-too-large`, `tsp-version`, `tsp-algorithm`. */
export function readTimeStampToken(der: Uint8Array): TimeStampToken {
  if (der.length > MAX_TOKEN_OCTETS) throw new PkiError('tsp-too-large', `token of ${der.length} octets`);
  return reading('tsp-malformed', 'time-stamp token', () => {
    assertDer(der);
    const outer = DerReader.sequence(der);
    if (readOid(outer.next()) !== TSP_OID.signedData) throw malformed('not SignedData');
    const wrapped = outer.explicit(0, TAG.sequence);
    outer.end();
    if (!wrapped) throw malformed('nothing inside');
    const data = DerReader.inside(wrapped);
    // RFC 5652 §5.1: 3, as the content is not plain data; other numbers have other things in them
    if (readSmallInteger(data.next()) !== 3) throw new PkiError('tsp-version', 'SignedData is not version 3');
    const digests = [...data.enter(TAG.set)].map((node) => readHashIdentifier(DerReader.sequence(node.raw)));
    const encapsulated = data.enter();
    if (readOid(encapsulated.next()) !== TSP_OID.tstInfo) throw malformed('content is no TSTInfo');
    const wrappedContent = encapsulated.explicit(0, TAG.octetString);
    encapsulated.end();
    if (!wrappedContent) throw malformed('the content is not inside');
    const content = readOctetString(wrappedContent);
    const list = data.enterContext(0);
    // attribute certificates and others need another version (RFC 5652 §5.1)
    const certificates = list ? [...list].map(certificateIn) : [];
    data.enterContext(1); // CRLs: status has sources of its own
    const signers = data.enter(TAG.set);
    data.end();
    const signer = signers.enter();
    signers.end(); // RFC 3161 §2.4.2: the authority's signature and no other
    const read = readSigner(signer);
    if (!digests.some((id) => hashByOid(id) === read.digestAlgorithm))
      throw malformed('digest not announced');
    return { info: readTstInfo(content), content, certificates, ...read };
  });
}

function certificateIn({ tag, raw }: DerElement): Uint8Array {
  if (tag !== TAG.sequence) throw malformed('something other than a certificate among the certificates');
  return raw;
}

function malformed(detail: string): PkiError {
  return new PkiError('tsp-malformed', `time-stamp token: ${detail}`);
}

function readSigner(reader: DerReader) {
  if (readSmallInteger(reader.next()) !== 1) throw malformed('signer not named by issuer and serial');
  const name = reader.enter();
  const issuer = name.next(TAG.sequence).raw;
  const serial = readSerial(name.next());
  name.end();
  const digestAlgorithm = hashByOid(readHashIdentifier(reader.enter()));
  const attributesNode = reader.next(contextTag(0));
  const identifier = readAlgorithmIdentifier(reader);
  const signature = readOctetString(reader.next());
  reader.enterContext(1); // unsigned attributes prove nothing
  reader.end();
  const signedAttributes = retag(TAG.set, attributesNode.raw);
  const attributes = readAttributes(new DerReader(attributesNode.content));
  // DER wants the SET OF in order; another order was signed by somebody who does not write DER
  if (
    !equalBytes(setOf(...[...new DerReader(attributesNode.content)].map(({ raw }) => raw)), signedAttributes)
  ) {
    throw malformed('signed attributes not in DER');
  }
  return {
    signer: { issuer, serial },
    digestAlgorithm,
    algorithm: algorithmOf(identifier, digestAlgorithm),
    signedAttributes,
    attributes,
    signature,
  };
}

/** `rsaEncryption`, its NULL written or not (RFC 4055 §5). */
const PLAIN_RSA = [sequence(oid(OID.rsaEncryption), nullValue()), sequence(oid(OID.rsaEncryption))];

/** RFC 3370 §3.2: `rsaEncryption` stands for PKCS #1 v1.5 with the digest that is named apart. */
function algorithmOf(
  identifier: Uint8Array,
  digest: ImprintHash | undefined,
): SignatureAlgorithm | undefined {
  const plainRsa = PLAIN_RSA.some((known) => equalBytes(identifier, known));
  const named = plainRsa && digest === 'sha256' ? 'sha256WithRSA' : signatureAlgorithmOf(identifier);
  return named && SIGNATURE_ALGORITHMS[named].hash === digest ? named : undefined;
}

function readAttributes(reader: DerReader): ReadonlyMap<string, Uint8Array> {
  const attributes = new Map<string, Uint8Array>();
  while (!reader.done) {
    const fields = reader.enter();
    const type = readOid(fields.next());
    const values = fields.enter(TAG.set);
    fields.end();
    const value = values.next().raw;
    if (!values.done || attributes.has(type)) throw malformed(`attribute ${type} more than once`);
    attributes.set(type, value);
  }
  return attributes;
}
