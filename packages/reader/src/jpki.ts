import {
  type CardRole,
  type CertificatePresence,
  decodeCertificatePresence,
  decodeTokenInfo,
  type TokenInfo,
} from '@mibun/card';
import { sendExpectingSuccess } from './command.ts';
import type { CardConnection } from './connection.ts';
import { type CredentialKind, credentialBytes } from './credentials.ts';
import { decoded } from './decoded.ts';
import { readFile, readObject } from './files.ts';
import { cardProfile, efName, inRole, inRoleThenReset, selectFile } from './session.ts';
import { type CardDigest, digestFor, signCommand } from './signing-form.ts';
import { presentCredential } from './verify.ts';

/** The authentication certificate (AUTH), DER. Needs no PIN (chip.md §2.1). */
export async function readAuthenticationCertificate(connection: CardConnection): Promise<Uint8Array> {
  return readFreeObject(connection, 'authentication-certificate');
}

/** The certificate of the CA that issued AUTH, DER. */
export async function readAuthenticationCa(connection: CardConnection): Promise<Uint8Array> {
  return readFreeObject(connection, 'authentication-ca');
}

/** The certificate of the CA that issued SIG, DER. */
export async function readSignatureCa(connection: CardConnection): Promise<Uint8Array> {
  return readFreeObject(connection, 'signature-ca');
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
  return inRoleThenReset(connection, 'signature-certificate', async (card) => {
    await presentCredential(connection, card.id('signature'), value);
    return readObject(connection, card.id('signature-certificate'));
  });
}

/** What the token says of itself; the label tells a plastic card from a telephone (chip.md §2.1). */
export async function readTokenInfo(connection: CardConnection): Promise<Required<TokenInfo>> {
  return inRole(connection, 'token-info', async (card) =>
    decoded(decodeTokenInfo, await readFile(connection, card.id('token-info'))),
  );
}

/** Which of the two certificates the card has; a child under 15 has no SIG. */
export async function readCertificatePresence(connection: CardConnection): Promise<CertificatePresence> {
  return inRole(connection, 'certificate-presence', async (card) =>
    decoded(decodeCertificatePresence, await readFile(connection, card.id('certificate-presence'))),
  );
}

/** The digest with which the keys of this card sign, and that a document to be signed must have. Needs no PIN. */
export async function signingDigestOfCard(connection: CardConnection): Promise<CardDigest> {
  return digestFor((await cardProfile(connection)).certificates.key);
}

/**
 * Signs `message` with the authentication key: RSASSA-PKCS1-v1_5 with SHA-256, 256 bytes; on a card of generation 2
 * ECDSA on P-384 with SHA-384 as r ‖ s, 96 bytes. Resets the card (CHIP-08).
 * @throws CardError 'wrong-pin' with `triesLeft`, 'pin-blocked', 'malformed-pin', 'not-activated', 'card-removed'
 */
export async function signWithAuthentication(
  connection: CardConnection,
  pin: string,
  message: Uint8Array,
): Promise<Uint8Array> {
  const value = credentialBytes('authentication', pin);
  return sign(connection, 'authentication', value, 'authentication-key', message);
}

/** Signs `message` with the signature key; as {@link signWithAuthentication}, with the signature password. */
export async function signWithSignature(
  connection: CardConnection,
  password: string,
  message: Uint8Array,
): Promise<Uint8Array> {
  const value = credentialBytes('signature', password);
  return sign(connection, 'signature', value, 'signature-key', message);
}

async function sign(
  connection: CardConnection,
  kind: CredentialKind,
  pin: Uint8Array,
  keyRole: CardRole,
  message: Uint8Array,
): Promise<Uint8Array> {
  return inRoleThenReset(connection, keyRole, async (card) => {
    const key = card.key(keyRole);
    await presentCredential(connection, card.id(kind), pin);
    await selectFile(connection, key.id);
    const command = signCommand(key.algorithm, 0x80, message);
    return sendExpectingSuccess(connection, command, `sign with ${efName(key.id)}`);
  });
}

function readFreeObject(connection: CardConnection, role: CardRole): Promise<Uint8Array> {
  return inRole(connection, role, (card) => readObject(connection, card.id(role)));
}
