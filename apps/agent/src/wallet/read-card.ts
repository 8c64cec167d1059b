import { X509Certificate } from 'node:crypto';
import type { CardFacts } from '@mibun/protocol';
import {
  type CardConnection,
  CardError,
  readAuthenticationCertificate,
  readCertificatePresence,
  readCommonSerial,
  triesLeft,
} from '@mibun/reader';
import { jstDate, type PlainDate } from '@mibun/rules';

/** Reads what needs no PIN, and costs no try. @throws CardError */
export async function readCardFacts(connection: CardConnection): Promise<CardFacts> {
  const { municipality, expiry } = await readCommonSerial(connection);
  const { signature, authentication } = await readCertificatePresence(connection);
  const certificatesUntil = authentication ? await readCertificatesUntil(connection) : undefined;
  return {
    municipality,
    expiry,
    certificates: { authentication, signature },
    ...(certificatesUntil !== undefined && { certificatesUntil }),
    triesLeft: {
      signature: await triesLeft(connection, 'signature'),
      authentication: await triesLeft(connection, 'authentication'),
      registry: await triesLeft(connection, 'registry'),
      text: await triesLeft(connection, 'text'),
    },
  };
}

async function readCertificatesUntil(connection: CardConnection): Promise<PlainDate | undefined> {
  let der: Uint8Array;
  try {
    der = await readAuthenticationCertificate(connection);
  } catch (error) {
    if (error instanceof CardError && error.code !== 'card-removed') return undefined;
    throw error;
  }
  try {
    return jstDate(new Date(new X509Certificate(der).validTo));
  } catch {
    // Not a certificate of this kind: the page then says nothing about it.
    return undefined;
  }
}
