import { der, OID, PkiError, readSignedData, type SignerInfo } from '@mibun/pki';

/** A CMS signature of one signer over plain data as found in /Contents, unverified. */
export interface SignatureContainer {
  readonly certificates: readonly Uint8Array[];
  readonly signer: SignerInfo;
  /** Bytes other than zero follow the container in the gap. */
  readonly trailingBytes: boolean;
  /** The container carries content of its own, which nobody may take for the PDF. */
  readonly encapsulatesContent: boolean;
}

const MAX_CONTAINER = 4 * 1024 * 1024;

/**
 * Reads what a signer put into a PDF, in DER or as others write it in BER. Undefined for anything that is not one signature
 * of one signer.
 */
export function readContainer(bytes: Uint8Array): SignatureContainer | undefined {
  if (bytes.length > MAX_CONTAINER) return undefined;
  try {
    const found = der.fromBer(bytes);
    const { contentType, content, certificates, signers } = readSignedData(found.der);
    const [signer, ...others] = signers;
    if (contentType !== OID.data || signer === undefined || others.length > 0) return undefined;
    return {
      certificates,
      signer,
      trailingBytes: bytes.subarray(found.end).some((byte) => byte !== 0),
      encapsulatesContent: content !== undefined,
    };
  } catch (error) {
    if (error instanceof PkiError) return undefined;
    throw error;
  }
}
