import { randomBytes } from 'node:crypto';
import type { ScpKeySet } from '@mibun/card';
import { digitsToPng1bit } from '@mibun/documents';
import {
  type CardConnection,
  type CertificateKind,
  generateCardKeys,
  openIssuerChannel,
  setInitialPin,
  setPrintedCodes,
  writeCommonFiles,
  writeJpkiFiles,
  writeTextFiles,
  writeVisualFiles,
} from '@mibun/reader';
import { certificatesOf } from './authorities.ts';
import { issueTestCertificates } from './issue.ts';
import type { TestCardPlan } from './plan.ts';

/**
 * Makes a planned card of a blank chip, over the issuer's channel as production does, and hands it over as the
 * counter does: PINs set on the holder's side, then active.
 * @returns the certificates, DER
 */
export async function personaliseTestCard(
  connection: CardConnection,
  issuerKeys: ScpKeySet,
  plan: TestCardPlan,
): Promise<Readonly<Partial<Record<CertificateKind, Uint8Array>>>> {
  const openChannel = () => openIssuerChannel(connection, issuerKeys, (length) => randomBytes(length));
  const { chipSerial, resident, expiry, credentials } = plan;
  const { name, address, birthDate, sex, individualNumber } = resident;
  const municipality = resident.municipality.code;
  const { cardFace } = plan.authorities;
  const issuer = await openChannel();
  await generateCardKeys(issuer, plan.certificates);
  const certificates = await issueTestCertificates(issuer, plan);
  await writeJpkiFiles(issuer, { chipSerial, certificates, authorities: certificatesOf(plan.authorities) });
  const attributes = { name, address, birthDate, sex };
  await writeTextFiles(issuer, cardFace, { individualNumber, attributes });
  const numberPng = digitsToPng1bit(individualNumber);
  const printed = { ...plan.pictures, numberPng, birthDate, sex, expiry, municipality };
  await writeVisualFiles(issuer, cardFace, printed);
  await writeCommonFiles(issuer, cardFace, { chipSerial, municipality, expiry });
  await setPrintedCodes(issuer, credentials);
  await issuer.setStatus('personalised');
  if (plan.state === 'active') {
    const set = new Set<string>();
    for (const kind of ['signature', 'authentication', 'registry', 'text'] as const) {
      const [place] = issuer.profile.roles[kind] ?? [];
      // Where one PIN stands for several, it is set once.
      if (place === undefined || set.has(JSON.stringify(place))) continue;
      set.add(JSON.stringify(place));
      // A card without this certificate keeps its password unset (AGE-01).
      if ((kind === 'signature' || kind === 'authentication') && !plan.certificates.includes(kind)) continue;
      await (await openChannel()).letHolderSet(kind);
      await setInitialPin(connection, kind, credentials[kind]);
    }
    await (await openChannel()).setStatus('active');
  }
  await connection.reset();
  return certificates;
}
