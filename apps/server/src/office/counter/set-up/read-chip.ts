import {
  type Attributes,
  type ChipState,
  decodeAttributes,
  decodeNumberFile,
  FILES,
  publicKeyToSpki,
} from '@mibun/card';
import { type CardConnection, CardError } from '@mibun/reader';
import { clearSecrets, issuerChannel, secretsOn } from '../chip.ts';
import type { Parts } from '../context.ts';

export interface CertificateOnChip {
  readonly certificate: Uint8Array;
  /** Public half of the key that lies beside it, SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
}

/** What the issuer's channel reads back from a card before it is handed over (PRD-02). */
export interface ChipReading {
  readonly chipSerial: string;
  readonly state: ChipState;
  readonly secretsUnset: boolean;
  readonly individualNumber: string;
  readonly attributes: Attributes;
  readonly signature?: CertificateOnChip;
  readonly authentication?: CertificateOnChip;
  readonly face: Uint8Array;
  readonly faceCvCertificate: Uint8Array;
}

const { jpki, text, visual } = FILES;

/** @throws CardError, LayoutError when the chip does not hold what it must */
export async function readChip(
  parts: Parts,
  connection: CardConnection,
  chipSerial: string,
  { afterCancelledVisit }: { readonly afterCancelledVisit: boolean },
): Promise<ChipReading> {
  const channel = await issuerChannel(parts, connection, chipSerial);
  if (afterCancelledVisit) await clearSecrets(channel);
  const certificate = async (file: number, key: number): Promise<CertificateOnChip | undefined> => {
    const bytes = await channel.readBack('jpki', file);
    if (bytes.length === 0) return undefined;
    const publicKey = publicKeyToSpki(await channel.readPublicKey('jpki', key));
    return { certificate: bytes, publicKey };
  };
  const { state, chipSerial: onChip } = await channel.chipState();
  const secrets = Object.values(await secretsOn(channel));
  const signature = await certificate(jpki.signatureCertificate, jpki.signatureKey);
  const authentication = await certificate(jpki.authenticationCertificate, jpki.authenticationKey);
  return {
    chipSerial: onChip,
    state,
    secretsUnset: secrets.every((secret) => secret === 'unset'),
    individualNumber: decodeNumberFile(await channel.readBack('text', text.number)),
    attributes: decodeAttributes(await channel.readBack('text', text.attributes)),
    ...(signature && { signature }),
    ...(authentication && { authentication }),
    face: await channel.readBack('visual', visual.face),
    faceCvCertificate: await channel.readBack('visual', visual.cvCertificate),
  };
}

/** A broken or foreign chip, which no other try would mend; a card that was pulled out is worth another. */
export function isLastingFault(error: unknown): boolean {
  if (error instanceof CardError) return error.code !== 'card-removed';
  return error instanceof Error && error.name === 'LayoutError';
}
