import {
  type AgeRecord,
  type CardRole,
  decodeAgeRecord,
  decodeFace,
  decodeNumberImage,
  type Face,
  type NumberImage,
} from '@mibun/card';
import type { CardLayout } from './card-layout.ts';
import { sendExpectingSuccess } from './command.ts';
import type { CardConnection } from './connection.ts';
import { credentialBytes } from './credentials.ts';
import { decoded } from './decoded.ts';
import { readObject } from './files.ts';
import { inRole, inRoleThenReset } from './session.ts';
import { signCommand } from './signing-form.ts';
import { presentCredential } from './verify.ts';

/** What `verifyFace` and `verifyAgeRecord` of @mibun/card check. A record is not verified by reading it. */
export interface FileEvidence {
  /** The record as the issuer signed it. */
  readonly file: Uint8Array;
  /** CV certificate of the key that signed. */
  readonly cvCertificate: Uint8Array;
}

export type FaceReading = Face & FileEvidence;
export type AgeReading = AgeRecord & FileEvidence;
export type NumberImageReading = NumberImage & FileEvidence;

/** Reads the card face with code B, the front of the card only; resets the card. */
export async function readFace(connection: CardConnection, codeB: string): Promise<FaceReading> {
  const value = credentialBytes('code-b', codeB);
  return inRoleThenReset(connection, 'face-code-b', async (card) => {
    await presentCredential(connection, card.id('face-code-b'), value);
    return readRecord(connection, card, 'face', decodeFace);
  });
}

/** Reads the card face and the picture of the number with code A, the number itself (CHIP-05); resets the card. */
export async function readFaceWithNumber(
  connection: CardConnection,
  codeA: string,
): Promise<{ readonly face: FaceReading; readonly numberImage: NumberImageReading }> {
  const value = credentialBytes('code-a', codeA);
  return inRoleThenReset(connection, 'face-code-a', async (card) => {
    await presentCredential(connection, card.id('face-code-a'), value);
    return {
      face: await readRecord(connection, card, 'face', decodeFace),
      numberImage: await readRecord(connection, card, 'number-image', decodeNumberImage),
    };
  });
}

/**
 * Reads the age record with the birth-date key: enough to prove an age (USE-31). Resets the card.
 * @param birthDateKey six digits YYMMDD, YY the year of the Japanese era (chip.md §3.1)
 */
export async function readAgeRecord(connection: CardConnection, birthDateKey: string): Promise<AgeReading> {
  const value = credentialBytes('birth-date', birthDateKey);
  return inRoleThenReset(connection, 'birth-date', async (card) => {
    await presentCredential(connection, card.id('birth-date'), value);
    return readRecord(connection, card, 'age-record', decodeAgeRecord);
  });
}

/**
 * Lets the card sign a fresh challenge with its card-face key; needs no PIN. in the form of `signWithAuthentication`, to be
 * checked with `publicKey` of the verified record. The record says what is true, this says that the card is here: a
 * verifier needs both (CHIP-06).
 */
export async function signPresenceChallenge(
  connection: CardConnection,
  challenge: Uint8Array,
): Promise<Uint8Array> {
  return inRole(connection, 'face-card-key', (card) => {
    // P2 = 00: the application's default key (chip.md §4.6).
    const command = signCommand(card.key('face-card-key').algorithm, 0x00, challenge);
    return sendExpectingSuccess(connection, command, 'sign presence');
  });
}

async function readRecord<T>(
  connection: CardConnection,
  card: CardLayout,
  role: CardRole,
  decode: (bytes: Uint8Array) => T,
): Promise<T & FileEvidence> {
  const file = await readObject(connection, card.id(role));
  const cvCertificate = await readObject(connection, card.id('face-cv-certificate'));
  return { ...decoded(decode, file), file, cvCertificate };
}
