import type { Certificate } from '../certificate/read.ts';
import type { Signer } from '../types.ts';
import { TSP_OID } from './oids.ts';
import { assembleSignedData, cmsSignedAttributes } from './signed-data.ts';
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

/** A TimeStampToken: CMS SignedData around TSTInfo (RFC 3161 §2.4.2). The algorithm follows from the key. */
export async function buildTimeStampToken(parts: TimeStampTokenParts): Promise<Uint8Array> {
  const { certificate, withCertificate, sign } = parts;
  const content = encodeTstInfo(parts.info);
  const signedAttributes = cmsSignedAttributes({ contentType: TSP_OID.tstInfo, content, certificate });
  return assembleSignedData({
    contentType: TSP_OID.tstInfo,
    content,
    certificate: certificate.der,
    certificates: withCertificate ? [certificate.der] : [],
    signedAttributes,
    signature: await sign(signedAttributes),
  });
}
