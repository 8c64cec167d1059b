import { type Attributes, type CardRole, decodeAttributes, decodeNumberFile } from '@mibun/card';
import type { CardLayout } from './card-layout.ts';
import type { CardConnection } from './connection.ts';
import { credentialBytes } from './credentials.ts';
import { decoded } from './decoded.ts';
import { readFile, readObject } from './files.ts';
import { inRoleThenReset } from './session.ts';
import { presentCredential } from './verify.ts';

/** Whole files as stored: what `verifyText` of @mibun/card checks. Nothing here is verified yet. */
export interface TextEvidence {
  readonly numberFile: Uint8Array;
  readonly attributesFile: Uint8Array;
  /** Digests of both and the issuer's signature over the digests. */
  readonly signatureFile: Uint8Array;
  /** CV certificate of the key that signed. */
  readonly cvCertificate: Uint8Array;
}

/** Reads the four attributes with the text PIN; resets the card. */
export async function readAttributes(connection: CardConnection, pin: string): Promise<Attributes> {
  const value = credentialBytes('text', pin);
  return afterPresenting(connection, 'text', value, async (card) =>
    decoded(decodeAttributes, await readFile(connection, card.id('attributes'))),
  );
}

/** Reads the 12 digits of the Individual Number with the text PIN; resets the card. */
export async function readIndividualNumber(connection: CardConnection, pin: string): Promise<string> {
  const value = credentialBytes('text', pin);
  return afterPresenting(connection, 'text', value, async (card) =>
    decoded(decodeNumberFile, await readFile(connection, card.id('number'))),
  );
}

/** Reads number, attributes and the issuer's signature over both with the text PIN; resets the card. */
export async function readTextEvidence(connection: CardConnection, pin: string): Promise<TextEvidence> {
  const value = credentialBytes('text', pin);
  return afterPresenting(connection, 'text', value, async (card) => ({
    numberFile: await readFile(connection, card.id('number')),
    ...(await readAttributeEvidence(connection, card)),
  }));
}

/** Reads the attributes and the signature with code B, what is printed on the front: no number (chip.md §2.6). */
export async function readTextEvidenceWithCodeB(
  connection: CardConnection,
  codeB: string,
): Promise<Omit<TextEvidence, 'numberFile'>> {
  const value = credentialBytes('code-b', codeB);
  return afterPresenting(connection, 'text-code-b', value, (card) => readAttributeEvidence(connection, card));
}

async function readAttributeEvidence(
  connection: CardConnection,
  card: CardLayout,
): Promise<Omit<TextEvidence, 'numberFile'>> {
  return {
    attributesFile: await readFile(connection, card.id('attributes')),
    signatureFile: await readFile(connection, card.id('text-signature')),
    cvCertificate: await readObject(connection, card.id('text-cv-certificate')),
  };
}

function afterPresenting<T>(
  connection: CardConnection,
  credential: CardRole,
  value: Uint8Array,
  read: (card: CardLayout) => Promise<T>,
): Promise<T> {
  return inRoleThenReset(connection, credential, async (card) => {
    await presentCredential(connection, card.id(credential), value);
    return read(card);
  });
}
