import {
  type AgeRecord,
  decodeAgeRecord,
  decodeFace,
  decodeNumberImage,
  type Face,
  FILES,
  type NumberImage,
} from '@mibun/card';
import { sendExpectingSuccess } from './command.ts';
import type { CardConnection } from './connection.ts';
import { credentialBytes } from './credentials.ts';
import { decoded } from './decoded.ts';
import { sha256DigestInfo } from './digest-info.ts';
import { readObject } from './files.ts';
import { inApplication, inApplicationThenReset } from './session.ts';
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
  return inApplicationThenReset(connection, 'visual', async () => {
    await presentCredential(connection, FILES.visual.codeB, value);
    return readRecord(connection, FILES.visual.face, decodeFace);
  });
}

/** Reads the card face and the picture of the number with code A, the number itself (CHIP-05); resets the card. */
export async function readFaceWithNumber(
  connection: CardConnection,
  codeA: string,
): Promise<{ readonly face: FaceReading; readonly numberImage: NumberImageReading }> {
  const value = credentialBytes('code-a', codeA);
  return inApplicationThenReset(connection, 'visual', async () => {
    await presentCredential(connection, FILES.visual.codeA, value);
    return {
      face: await readRecord(connection, FILES.visual.face, decodeFace),
      numberImage: await readRecord(connection, FILES.visual.numberImage, decodeNumberImage),
    };
  });
}

/**
 * Reads the age record with the birth-date key: enough to prove an age (USE-31). Resets the card.
 * @param birthDateKey six digits YYMMDD, YY the year of the Japanese era (chip.md §3.1)
 */
export async function readAgeRecord(connection: CardConnection, birthDateKey: string): Promise<AgeReading> {
  const value = credentialBytes('birth-date', birthDateKey);
  return inApplicationThenReset(connection, 'visual', async () => {
    await presentCredential(connection, FILES.visual.birthDateKey, value);
    return readRecord(connection, FILES.visual.ageRecord, decodeAgeRecord);
  });
}

/**
 * Lets the card sign a fresh challenge with its card-face key; needs no PIN. RSASSA-PKCS1-v1_5 with SHA-256, to be
 * checked with `publicKey` of the verified record. The record says what is true, this says that the card is here: a
 * verifier needs both (CHIP-06).
 */
export async function signPresenceChallenge(
  connection: CardConnection,
  challenge: Uint8Array,
): Promise<Uint8Array> {
  const data = sha256DigestInfo(challenge);
  // P2 = 00: the application's default key (chip.md §4.6).
  const command = { cla: 0x80, ins: 0x2a, p1: 0x00, p2: 0x00, data, le: 256 };
  return inApplication(connection, 'visual', () =>
    sendExpectingSuccess(connection, command, 'sign presence'),
  );
}

async function readRecord<T>(
  connection: CardConnection,
  fileId: number,
  decode: (bytes: Uint8Array) => T,
): Promise<T & FileEvidence> {
  const file = await readObject(connection, fileId);
  const cvCertificate = await readObject(connection, FILES.visual.cvCertificate);
  return { ...decoded(decode, file), file, cvCertificate };
}
