import {
  type CertificatePresence,
  decodeCertificatePresence,
  decodeTokenInfo,
  FILES,
  type TokenInfo,
} from '@mibun/card';
import { sendExpectingSuccess } from './command.ts';
import type { CardConnection } from './connection.ts';
import { credentialBytes } from './credentials.ts';
import { decoded } from './decoded.ts';
import { sha256DigestInfo } from './digest-info.ts';
import { readFile, readObject } from './files.ts';
import { efName, inApplication, inApplicationThenReset, selectFile } from './session.ts';
import { presentCredential } from './verify.ts';

/** The authentication certificate (AUTH), DER. Needs no PIN (chip.md §2.1). */
export async function readAuthenticationCertificate(connection: CardConnection): Promise<Uint8Array> {
  return readFreeObject(connection, FILES.jpki.authenticationCertificate);
}

/** The certificate of the CA that issued AUTH, DER. */
export async function readAuthenticationCa(connection: CardConnection): Promise<Uint8Array> {
  return readFreeObject(connection, FILES.jpki.authenticationCa);
}

/** The certificate of the CA that issued SIG, DER. */
export async function readSignatureCa(connection: CardConnection): Promise<Uint8Array> {
  return readFreeObject(connection, FILES.jpki.signatureCa);
}

/**
 * The signature certificate (SIG), DER. It holds name, address, birth date and sex, so the chip gives it only
 * after the signature password. Resets the card.
 */
export async function readSignatureCertificate(
  connection: CardConnection,
  password: string,
): Promise<Uint8Array> {
  const value = credentialBytes('signature', password);
  return inApplicationThenReset(connection, 'jpki', async () => {
    await presentCredential(connection, FILES.jpki.signaturePassword, value);
    return readObject(connection, FILES.jpki.signatureCertificate);
  });
}

/** What the token says of itself; the label tells a plastic card from a telephone (chip.md §2.1). */
export async function readTokenInfo(connection: CardConnection): Promise<Required<TokenInfo>> {
  return inApplication(connection, 'jpki', async () =>
    decoded(decodeTokenInfo, await readFile(connection, FILES.jpki.tokenInfo)),
  );
}

/** Which of the two certificates the card has; a child under 15 has no SIG. */
export async function readCertificatePresence(connection: CardConnection): Promise<CertificatePresence> {
  return inApplication(connection, 'jpki', async () =>
    decoded(decodeCertificatePresence, await readFile(connection, FILES.jpki.certificatePresence)),
  );
}

/**
 * Signs `message` with the authentication key: RSASSA-PKCS1-v1_5 with SHA-256, 256 bytes. Resets the card (CHIP-08).
 * @throws CardError 'wrong-pin' with `triesLeft`, 'pin-blocked', 'malformed-pin', 'not-activated', 'card-removed'
 */
export async function signWithAuthentication(
  connection: CardConnection,
  pin: string,
  message: Uint8Array,
): Promise<Uint8Array> {
  const value = credentialBytes('authentication', pin);
  return sign(connection, FILES.jpki.authenticationPin, value, FILES.jpki.authenticationKey, message);
}

/** Signs `message` with the signature key; as {@link signWithAuthentication}, with the signature password. */
export async function signWithSignature(
  connection: CardConnection,
  password: string,
  message: Uint8Array,
): Promise<Uint8Array> {
  const value = credentialBytes('signature', password);
  return sign(connection, FILES.jpki.signaturePassword, value, FILES.jpki.signatureKey, message);
}

async function sign(
  connection: CardConnection,
  pinFile: number,
  pin: Uint8Array,
  keyFile: number,
  message: Uint8Array,
): Promise<Uint8Array> {
  return inApplicationThenReset(connection, 'jpki', async () => {
    await presentCredential(connection, pinFile, pin);
    await selectFile(connection, keyFile);
    const data = sha256DigestInfo(message);
    return sendExpectingSuccess(
      connection,
      { cla: 0x80, ins: 0x2a, p1: 0x00, p2: 0x80, data, le: 256 },
      `sign with ${efName(keyFile)}`,
    );
  });
}

function readFreeObject(connection: CardConnection, file: number): Promise<Uint8Array> {
  return inApplication(connection, 'jpki', () => readObject(connection, file));
}
