import type { BaseBlock, Integer, ObjectIdentifier, OctetString } from 'asn1js';
import { fromBER } from 'asn1js';
import { digestByOid, OID, SIGNATURE_OID } from './oids.ts';
import type { DigestAlgorithm } from './types.ts';

/** A detached CMS signature as found in /Contents, unverified. */
export interface SignatureContainer {
  readonly certificates: readonly Uint8Array[];
  readonly signer:
    | { readonly issuer: Uint8Array; readonly serialNumber: Uint8Array }
    | { readonly keyIdentifier: Uint8Array };
  /** Undefined: an algorithm that is not accepted (SHA-1, MD5 …). */
  readonly digestAlgorithm: DigestAlgorithm | undefined;
  readonly scheme: 'pkcs1' | 'pss' | 'ecdsa' | undefined;
  readonly pssSaltLength: number;
  /** DER SET as it was signed; undefined when the signature is over the content itself. */
  readonly signedAttributes: Uint8Array | undefined;
  readonly attributes: readonly { readonly type: string; readonly values: readonly Uint8Array[] }[];
  readonly signature: Uint8Array;
  readonly timeStampToken: Uint8Array | undefined;
  /** Bytes other than zero follow the container in the gap. */
  readonly trailingBytes: boolean;
  /** The container carries content of its own, which nobody may take for the PDF. */
  readonly encapsulatesContent: boolean;
}

const MAX_CONTAINER = 4 * 1024 * 1024;

function children(block: BaseBlock | undefined): BaseBlock[] {
  const value = (block as { valueBlock?: { value?: unknown } } | undefined)?.valueBlock?.value;
  return Array.isArray(value) ? (value as BaseBlock[]) : [];
}

function isContext(block: BaseBlock | undefined, number: number): boolean {
  return block?.idBlock.tagClass === 3 && block.idBlock.tagNumber === number;
}

function oidOf(block: BaseBlock | undefined): string {
  const identifier = block as ObjectIdentifier | undefined;
  return block?.idBlock.tagNumber === 6 && block.idBlock.tagClass === 1 ? (identifier?.getValue() ?? '') : '';
}

function encoded(block: BaseBlock | undefined): Uint8Array {
  return Uint8Array.from(block?.valueBeforeDecodeView ?? []);
}

function octets(block: BaseBlock | undefined): Uint8Array {
  return block?.idBlock.tagNumber === 4
    ? new Uint8Array((block as OctetString).getValue())
    : new Uint8Array();
}

/** Reads what a signer put into a PDF. Undefined for anything that is not one signature of one signer. */
export function readContainer(bytes: Uint8Array): SignatureContainer | undefined {
  if (bytes.length > MAX_CONTAINER) return undefined;
  try {
    return read(bytes);
  } catch {
    // asn1js throws on malformed input, and the stack may end on absurd nesting: not a container either way.
    return undefined;
  }
}

function read(bytes: Uint8Array): SignatureContainer | undefined {
  const parsed = fromBER(Uint8Array.from(bytes));
  if (parsed.offset === -1) return undefined;
  const [contentType, content] = children(parsed.result);
  if (oidOf(contentType) !== OID.signedData || !isContext(content, 0)) return undefined;
  const [, , encapsulated, ...rest] = children(children(content)[0]);
  const [encapsulatedType, encapsulatedContent] = children(encapsulated);
  const certificates = rest.find((block) => isContext(block, 0));
  const signerInfos = children(rest.at(-1));
  const info = signerInfos[0];
  if (oidOf(encapsulatedType) !== OID.data || signerInfos.length !== 1) return undefined;
  return {
    certificates: children(certificates)
      .filter((block) => block.idBlock.tagClass === 1)
      .map(encoded),
    ...readSignerInfo(info),
    trailingBytes: bytes.subarray(parsed.offset).some((byte) => byte !== 0),
    encapsulatesContent: encapsulatedContent !== undefined,
  };
}

type SignerInfo = Omit<SignatureContainer, 'certificates' | 'trailingBytes' | 'encapsulatesContent'>;

function readSignerInfo(info: BaseBlock | undefined): SignerInfo {
  const [, sid, digest, ...rest] = children(info);
  const signedBlock = isContext(rest[0], 0) ? rest[0] : undefined;
  const [scheme, signature, unsigned] = signedBlock === undefined ? rest : rest.slice(1);
  const [issuer, serial] = children(sid);
  const signedAttributes = signedBlock === undefined ? undefined : encoded(signedBlock);
  if (signedAttributes !== undefined) signedAttributes[0] = 0x31; // signed as SET OF (RFC 5652 §5.4)
  const attributes = readAttributes(signedBlock);
  const token = readAttributes(unsigned).find((attribute) => attribute.type === OID.timeStampToken);
  return {
    signer: isContext(sid, 0)
      ? { keyIdentifier: encoded(sid) }
      : { issuer: encoded(issuer), serialNumber: encoded(serial) },
    ...readScheme(digestByOid(oidOf(children(digest)[0])), scheme),
    signedAttributes,
    attributes,
    signature: octets(signature),
    timeStampToken: token?.values[0],
  };
}

function readScheme(
  digestAlgorithm: DigestAlgorithm | undefined,
  block: BaseBlock | undefined,
): Pick<SignerInfo, 'digestAlgorithm' | 'scheme' | 'pssSaltLength'> {
  const [identifier, parameters] = children(block);
  const oid = oidOf(identifier);
  const none = { digestAlgorithm: undefined, scheme: undefined, pssSaltLength: 0 };
  if (digestAlgorithm === undefined) return none;
  if (oid === OID.rsaPss) {
    const fields = children(parameters);
    const hash = children(children(fields.find((f) => isContext(f, 0)))[0])[0];
    const salt = children(fields.find((f) => isContext(f, 2)))[0] as Integer | undefined;
    if (digestByOid(oidOf(hash)) !== digestAlgorithm) return none;
    return { digestAlgorithm, scheme: 'pss', pssSaltLength: salt?.valueBlock.valueDec ?? 20 };
  }
  if (oid === OID.rsaEncryption || oid === SIGNATURE_OID.rsa[digestAlgorithm]) {
    return { digestAlgorithm, scheme: 'pkcs1', pssSaltLength: 0 };
  }
  if (oid === SIGNATURE_OID.ec[digestAlgorithm])
    return { digestAlgorithm, scheme: 'ecdsa', pssSaltLength: 0 };
  return none;
}

function readAttributes(block: BaseBlock | undefined): SignatureContainer['attributes'] {
  return children(block).map((attribute) => {
    const [type, values] = children(attribute);
    return { type: oidOf(type), values: children(values).map(encoded) };
  });
}

/** The certificate hash of a signing-certificate-v2 attribute value (RFC 5035 §3). */
export function essCertificateHash(
  value: Uint8Array,
): { readonly algorithm: DigestAlgorithm | undefined; readonly hash: Uint8Array } | undefined {
  const certId = children(children(children(fromBER(Uint8Array.from(value)).result)[0])[0]);
  const explicit = certId[0]?.idBlock.tagNumber === 16 ? certId[0] : undefined;
  const hash = octets(explicit === undefined ? certId[0] : certId[1]);
  if (hash.length === 0) return undefined;
  return {
    algorithm: explicit === undefined ? 'sha256' : digestByOid(oidOf(children(explicit)[0])),
    hash,
  };
}

/** Content of an attribute value that is one OCTET STRING or OBJECT IDENTIFIER. */
export function attributeValue(value: Uint8Array): { readonly octets: Uint8Array; readonly oid: string } {
  const block = fromBER(Uint8Array.from(value)).result;
  return { octets: octets(block), oid: oidOf(block) };
}
