import { type Attributes, decodeAttributes, decodeNumberFile, FILES } from '@mibun/card';
import type { CardConnection } from './connection.ts';
import { credentialBytes } from './credentials.ts';
import { decoded } from './decoded.ts';
import { readFile, readObject } from './files.ts';
import { inApplicationThenReset } from './session.ts';
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
  return afterPresenting(connection, FILES.text.pin, value, async () =>
    decoded(decodeAttributes, await readFile(connection, FILES.text.attributes)),
  );
}

/** Reads the 12 digits of the Individual Number with the text PIN; resets the card. */
export async function readIndividualNumber(connection: CardConnection, pin: string): Promise<string> {
  const value = credentialBytes('text', pin);
  return afterPresenting(connection, FILES.text.pin, value, async () =>
    decoded(decodeNumberFile, await readFile(connection, FILES.text.number)),
  );
}

/** Reads number, attributes and the issuer's signature over both with the text PIN; resets the card. */
export async function readTextEvidence(connection: CardConnection, pin: string): Promise<TextEvidence> {
  const value = credentialBytes('text', pin);
  return afterPresenting(connection, FILES.text.pin, value, async () => ({
    numberFile: await readFile(connection, FILES.text.number),
    ...(await readAttributeEvidence(connection)),
  }));
}

/** Reads the attributes and the signature with code B, what is printed on the front: no number (chip.md §2.6). */
export async function readTextEvidenceWithCodeB(
  connection: CardConnection,
  codeB: string,
): Promise<Omit<TextEvidence, 'numberFile'>> {
  const value = credentialBytes('code-b', codeB);
  return afterPresenting(connection, FILES.text.codeB, value, () => readAttributeEvidence(connection));
}

async function readAttributeEvidence(connection: CardConnection): Promise<Omit<TextEvidence, 'numberFile'>> {
  return {
    attributesFile: await readFile(connection, FILES.text.attributes),
    signatureFile: await readFile(connection, FILES.text.signature),
    cvCertificate: await readObject(connection, FILES.text.cvCertificate),
  };
}

function afterPresenting<T>(
  connection: CardConnection,
  keyFile: number,
  value: Uint8Array,
  read: () => Promise<T>,
): Promise<T> {
  return inApplicationThenReset(connection, 'text', async () => {
    await presentCredential(connection, keyFile, value);
    return read();
  });
}
