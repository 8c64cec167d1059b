import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Chip,
  encodeCertificatePresence,
  encodeTokenInfo,
  FILES,
  publicKeyToSpki,
  type ScpKeySet,
} from '@mibun/card';
import { connectInProcess, type IssuerChannel, openIssuerChannel, setInitialPin } from '@mibun/reader';
import { runProgram } from './programs.ts';

export interface ThrowAwayCard {
  /** A blank chip. */
  readonly chip: Chip;
  readonly issuerKeys: ScpKeySet;
  readonly random: (length: number) => Uint8Array;
  readonly authPin: string;
  readonly signPassword: string;
}

const HOLDERS = [
  {
    name: 'auth',
    key: FILES.jpki.authenticationKey,
    certificate: FILES.jpki.authenticationCertificate,
    ca: FILES.jpki.authenticationCa,
  },
  {
    name: 'sign',
    key: FILES.jpki.signatureKey,
    certificate: FILES.jpki.signatureCertificate,
    ca: FILES.jpki.signatureCa,
  },
] as const;

/**
 * Personalises a blank chip for a test of its JPKI application: keys made in the chip, certificates of two CAs that
 * are forgotten at once, PINs set as a holder sets them, the chip active. Needs the openssl program.
 */
export async function personaliseThrowAwayCard(card: ThrowAwayCard): Promise<void> {
  const connection = connectInProcess(card.chip);
  const directory = await mkdtemp(join(tmpdir(), 'mibun-throw-away-'));
  try {
    const issuer = await openIssuerChannel(connection, card.issuerKeys, card.random);
    for (const holder of HOLDERS) await personaliseKey(issuer, holder, directory);
    await issuer.storeFile(
      'jpki',
      FILES.jpki.tokenInfo,
      encodeTokenInfo({ serialNumber: '0000000000000001' }),
    );
    const presence = encodeCertificatePresence({ signature: true, authentication: true });
    await issuer.storeFile('jpki', FILES.jpki.certificatePresence, presence);
    await issuer.setStatus('personalised');
    await issuer.letHolderSet('authentication');
    await issuer.letHolderSet('signature');
    await setInitialPin(connection, 'authentication', card.authPin);
    await setInitialPin(connection, 'signature', card.signPassword);
    await (await openIssuerChannel(connection, card.issuerKeys, card.random)).setStatus('active');
  } finally {
    await connection.close();
    await rm(directory, { recursive: true, force: true });
  }
}

async function personaliseKey(
  issuer: IssuerChannel,
  { name, key, certificate, ca }: (typeof HOLDERS)[number],
  directory: string,
): Promise<void> {
  const path = (suffix: string) => join(directory, `${name}${suffix}`);
  const publicKey = publicKeyToSpki(await issuer.generateKeyPair('jpki', key));
  await writeFile(path('.spki'), publicKey);
  await openssl('pkey', '-pubin', '-inform', 'DER', '-in', path('.spki'), '-out', path('.pub'));
  await openssl(
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', path('-ca.key'), '-out', path('-ca.pem')],
    ...['-subj', `/C=JP/O=MIBUN/OU=throw-away ${name} CA`, '-days', '2'],
  );
  await openssl(
    ...['x509', '-new', '-force_pubkey', path('.pub'), '-subj', `/C=JP/CN=throw-away ${name}`],
    ...['-CA', path('-ca.pem'), '-CAkey', path('-ca.key'), '-CAcreateserial', '-days', '1'],
    ...['-outform', 'DER', '-out', path('.der')],
  );
  await openssl('x509', '-in', path('-ca.pem'), '-outform', 'DER', '-out', path('-ca.der'));
  await issuer.storeFile('jpki', certificate, await readFile(path('.der')));
  await issuer.storeFile('jpki', ca, await readFile(path('-ca.der')));
}

async function openssl(...args: readonly string[]): Promise<void> {
  const { status, everything } = await runProgram('openssl', args);
  if (status !== 0) throw new Error(`openssl ${args[0]} failed:\n${everything}`);
}
