import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  diversify,
  encodeCertificatePresence,
  encodeCommonSerial,
  encodeTokenInfo,
  FILES,
} from '@mibun/card';
import { CardTray, openIssuerChannel, setInitialPin, type TrayPlace } from '@mibun/reader';
import type { CredentialKind } from '@mibun/rules';

export const PINS: Readonly<Record<CredentialKind, string>> = {
  signature: 'MIBUN2026',
  authentication: '2580',
  registry: '3691',
  text: '4702',
};

const MASTER = new Uint8Array(32).fill(7);

/** The issuer's keys of a card of this file's making. */
export const issuerKeysOf = (chipSerial: string) => diversify(MASTER, chipSerial);

/** A tray in a folder of its own; `remove()` deletes it. */
export function temporaryTray(): { readonly tray: CardTray; remove(): void } {
  const directory = mkdtempSync(join(tmpdir(), 'mibun-agent-'));
  const tray = CardTray.open({
    directory,
    key: randomBytes(32),
    surroundings: { random: randomBytes, generateRsaKey },
  });
  return { tray, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

export interface CardPlan {
  readonly chipSerial: string;
  readonly label: string;
  readonly place: TrayPlace;
  readonly expiry?: string;
  /** Default: both, as DER that the chip takes for certificates. */
  readonly certificates?: { readonly authentication?: Uint8Array; readonly signature?: Uint8Array };
  /** Without PINs it is a card before hand-over: personalised, not active. */
  readonly pins?: boolean;
}

/** Makes a card over the issuer channel, as production and hand-over do, and puts it at its place. */
export async function personalise(tray: CardTray, plan: CardPlan): Promise<void> {
  const { chipSerial, label, place } = plan;
  const certificates = plan.certificates ?? { authentication: der(0xaa), signature: der(0x5a) };
  tray.manufacture({ chipSerial, issuerKeys: issuerKeysOf(chipSerial), label });
  const card = tray.insert(chipSerial);
  const channel = () => openIssuerChannel(card, issuerKeysOf(chipSerial), randomBytes);
  const issuer = await channel();
  const { jpki, common } = FILES;
  if (certificates.authentication) {
    await issuer.generateKeyPair('jpki', jpki.authenticationKey);
    await issuer.storeFile('jpki', jpki.authenticationCertificate, certificates.authentication);
  }
  if (certificates.signature) {
    await issuer.generateKeyPair('jpki', jpki.signatureKey);
    await issuer.storeFile('jpki', jpki.signatureCertificate, certificates.signature);
  }
  const presence = {
    authentication: certificates.authentication !== undefined,
    signature: certificates.signature !== undefined,
  };
  await issuer.storeFile('jpki', jpki.certificatePresence, encodeCertificatePresence(presence));
  await issuer.storeFile('jpki', jpki.tokenInfo, encodeTokenInfo({ serialNumber: `0${chipSerial}` }));
  const serial = { chipSerial, municipality: '99101', expiry: plan.expiry ?? '2036-02-17' };
  await issuer.storeFile('common', common.serial, encodeCommonSerial(serial));
  await issuer.setStatus('personalised');
  if (plan.pins ?? true) {
    for (const kind of ['signature', 'authentication', 'registry', 'text'] as const) {
      if (kind === 'signature' && !presence.signature) continue;
      await (await channel()).letHolderSet(kind);
      await setInitialPin(card, kind, PINS[kind]);
    }
    await (await channel()).setStatus('active');
  }
  await card.close();
  tray.move(chipSerial, place);
}

/** A stand-in for a certificate: to the chip it is a DER SEQUENCE. */
function der(fill: number): Uint8Array {
  const bytes = new Uint8Array(4 + 0x300).fill(fill);
  bytes.set([0x30, 0x82, 0x03, 0x00]);
  return bytes;
}

// Making an RSA key takes a tenth of a second or much more; the chips of a test share a few.
const keys: Uint8Array[] = [];
let next = 0;

function generateRsaKey(): Uint8Array {
  next += 1;
  if (keys.length >= 4) return keys[next % keys.length] as Uint8Array;
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { format: 'der', type: 'pkcs8' },
    publicKeyEncoding: { format: 'der', type: 'spki' },
  });
  keys.push(privateKey);
  return privateKey;
}
