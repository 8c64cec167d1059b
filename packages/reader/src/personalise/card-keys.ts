import { indexOf } from '@mibun/card';
import type { IssuerChannel } from '../issuer.ts';
import { CERTIFICATE_KINDS, type CertificateKind } from './jpki-files.ts';
import { placeOf } from './places.ts';

/**
 * Lets the chip make its key pairs (PRD-04): those of the certificates that it is to have, and all of its own. Those it
 * has already are kept.
 */
export async function generateCardKeys(
  issuer: IssuerChannel,
  certificates: readonly CertificateKind[],
): Promise<void> {
  const { keys } = await issuer.chipState();
  const unwanted = CERTIFICATE_KINDS.filter((kind) => !certificates.includes(kind)).map((kind) =>
    placeOf(issuer, `${kind}-key`),
  );
  for (const { application, id, definition } of indexOf(issuer.profile).places) {
    if (definition.kind !== 'key') continue;
    const same = (place: { readonly application: string; readonly id: number } | undefined) =>
      place?.application === application && place.id === id;
    if (!unwanted.some(same) && !keys.some(same)) await issuer.generateKeyPair(application, id);
  }
}
