import { createHash } from 'node:crypto';
import type { Certificate } from '../certificate/read.ts';
import { signingParts } from '../cms/signing.ts';
import { encodeSignedData, signedAttributes } from '../cms/write.ts';
import { responderAlgorithm } from '../ocsp/response.ts';
import { OID } from '../oids.ts';
import type { Signer } from '../types.ts';
import { encodeTstInfo, type TstInfo } from './tst-info.ts';

/** What a TimeStampToken is made of. */
export interface TimeStampTokenParts {
  readonly info: TstInfo;
  /** Certificate of the authority, of profile `time-stamp`. */
  readonly certificate: Certificate;
  /** RFC 3161 §2.4.1: the certificate is in the token if and only if it was asked for. */
  readonly withCertificate: boolean;
  readonly sign: Signer;
}

/**
 * A TimeStampToken: CMS SignedData around TSTInfo (RFC 3161 §2.4.2). The algorithm follows from the key.
 * Throws `key-malformed` for a key that is none of the system's.
 */
export async function buildTimeStampToken(parts: TimeStampTokenParts): Promise<Uint8Array> {
  const { certificate, withCertificate, sign } = parts;
  responderAlgorithm(certificate);
  const signing = signingParts(certificate);
  const content = encodeTstInfo(parts.info);
  const digest = createHash(signing.scheme.digest).update(content).digest();
  const attributes = signedAttributes({ contentType: OID.tstInfo, digest, certificate });
  return encodeSignedData(
    {
      contentType: OID.tstInfo,
      content,
      certificate,
      certificates: withCertificate ? [certificate.der] : [],
      signedAttributes: attributes,
      signature: await sign(attributes),
    },
    signing,
  );
}
