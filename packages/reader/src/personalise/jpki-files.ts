import { encodeCertificatePresence, encodeTokenInfo, FILES, publicKeyToSpki } from '@mibun/card';
import type { IssuerChannel } from '../issuer.ts';
import { placeOf, storeAs } from './places.ts';

/** The two certificates of a holder. */
export type CertificateKind = 'authentication' | 'signature';

export const CERTIFICATE_KINDS = [
  'authentication',
  'signature',
] as const satisfies readonly CertificateKind[];

/** Where key and certificate of each kind lie in the JPKI application of generation 1 (chip.md §2.1). */
export const CERTIFICATE_FILES = {
  authentication: { key: FILES.jpki.authenticationKey, certificate: FILES.jpki.authenticationCertificate },
  signature: { key: FILES.jpki.signatureKey, certificate: FILES.jpki.signatureCertificate },
} as const satisfies Record<CertificateKind, object>;

/** The public key of the certificate's key pair, SubjectPublicKeyInfo DER, as the chip has it. */
export async function readCertificateKey(issuer: IssuerChannel, kind: CertificateKind): Promise<Uint8Array> {
  const place = placeOf(issuer, `${kind}-key`);
  if (!place) throw new RangeError(`a ${issuer.profile.name} card has no ${kind} key`);
  return publicKeyToSpki(await issuer.readPublicKey(place.application, place.id));
}

/** Writes certificates (DER), CA certificates, token information, and which certificates are there. */
export async function writeJpkiFiles(
  issuer: IssuerChannel,
  jpki: {
    readonly chipSerial: string;
    readonly certificates: Readonly<Partial<Record<CertificateKind, Uint8Array>>>;
    readonly authorities: Readonly<Record<CertificateKind, Uint8Array>>;
  },
): Promise<void> {
  for (const kind of CERTIFICATE_KINDS) {
    const certificate = jpki.certificates[kind];
    await storeAs(issuer, `${kind}-ca`, jpki.authorities[kind]);
    if (certificate) await storeAs(issuer, `${kind}-certificate`, certificate);
  }
  // Sixteen characters, as clients expect: the serial with a leading zero (chip.md §2.1).
  const tokenInfo = encodeTokenInfo({
    serialNumber: jpki.chipSerial.padStart(16, '0'),
    ...issuer.profile.token,
  });
  await storeAs(issuer, 'token-info', tokenInfo);
  const presence = encodeCertificatePresence({
    signature: jpki.certificates.signature !== undefined,
    authentication: jpki.certificates.authentication !== undefined,
  });
  await storeAs(issuer, 'certificate-presence', presence);
}
