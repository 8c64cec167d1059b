import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm, signatureAlgorithmOf } from '../algorithms.ts';
import { assertDer } from '../der/assert.ts';
import { DerReader, readOctetString, readOid, readSmallInteger } from '../der/read.ts';
import { contextTag, TAG } from '../der/tags.ts';
import { equalBytes, nullValue, oid, retag, sequence, setOf } from '../der/write.ts';
import { PkiError, reading } from '../errors.ts';
import { OID } from '../oids.ts';
import { readSerial } from '../serial.ts';
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
    const wrapper = outer.enter(contextTag(0));
    outer.end();
    const data = wrapper.enter();
    wrapper.end();
    data.next(TAG.integer);
    data.next(TAG.set);
    const encapsulated = data.enter();
    if (readOid(encapsulated.next()) !== TSP_OID.tstInfo) throw malformed('content is no TSTInfo');
    const content = readOctetString(encapsulated.enter(contextTag(0)).next());
    encapsulated.end();
    const list = data.enterContext(0);
    const certificates = list ? [...list].flatMap(({ tag, raw }) => (tag === TAG.sequence ? [raw] : [])) : [];
    data.enterContext(1); // CRLs: status has sources of its own
    const signers = data.enter(TAG.set);
    data.end();
    const signer = signers.enter();
    signers.end(); // RFC 3161 §2.4.2: the authority's signature and no other
    return { info: readTstInfo(content), content, certificates, ...readSigner(signer) };
  });
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
  const algorithmNode = reader.next(TAG.sequence);
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
    algorithm: algorithmOf(algorithmNode.raw, digestAlgorithm),
    signedAttributes,
    attributes,
    signature,
  };
}

/** RFC 3370 §3.2: `rsaEncryption` stands for PKCS #1 v1.5 with the digest that is named apart. */
function algorithmOf(
  identifier: Uint8Array,
  digest: ImprintHash | undefined,
): SignatureAlgorithm | undefined {
  const plainRsa = equalBytes(identifier, sequence(oid(OID.rsaEncryption), nullValue()));
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
