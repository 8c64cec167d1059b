import { randomBytes } from 'node:crypto';
import { diversify } from '@mibun/card';
import { openApplicationChannel, openIssuerChannel, takeOverApplication } from '@mibun/reader';
import type { TestCard } from '@mibun/test-card';

/** A library's application in the free area: a note that its keys alone open, loans behind a PIN. */
export const LIBRARY = {
  aid: Uint8Array.from(Buffer.from('F04D4942554EFA09910101', 'hex')),
  pin: '4321',
  loans: 0x0002,
  note: 'what only the library reads',
};

const NOTE = 0x0001;

/** Keys of the library for this card. */
export const libraryKeys = ({ plan }: TestCard) =>
  diversify(new Uint8Array(32).fill(0x22), plan.chipSerial, 2);

/** Installs the application on the card, takes it over and writes into it. */
export async function installLibrary(card: TestCard): Promise<void> {
  const { connection, issuerKeys, plan } = card;
  const { aid, pin, loans, note } = LIBRARY;
  const transportKeys = diversify(randomBytes(32), plan.chipSerial);
  const issuer = await openIssuerChannel(connection, issuerKeys, randomBytes);
  const credential = { tries: 5, shortest: 4, longest: 8 };
  const files = [
    { id: NOTE, kind: 'transparent', read: 'mutual', write: 'mutual', size: 64 },
    { id: loans, kind: 'records', read: 'pin', write: 'mutual', size: 128 },
  ] as const;
  await issuer.installApplication({ aid, layoutVersion: 1, quota: 512, credential, files }, transportKeys);
  await issuer.close();
  await takeOverApplication(connection, aid, transportKeys, libraryKeys(card), randomBytes);
  const library = await openApplicationChannel(connection, aid, libraryKeys(card), randomBytes);
  await library.files.write(NOTE, Buffer.from(note));
  await library.files.writeRecord(loans, 1, { tag: 1, value: Buffer.from('a loan') });
  await library.setPin(pin);
  await library.close();
}
