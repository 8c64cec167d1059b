import { randomBytes } from 'node:crypto';
import { type CardRole, Chip, decodeImage, encodeImage, profileNamed } from '@mibun/card';
import {
  authenticateChip,
  changePin,
  connectInProcess,
  openApplicationChannel,
  openIssuerChannel,
  readAgeRecord,
  readAttributes,
  readFace,
  readTextEvidenceSecurely,
  signPresenceChallenge,
  signWithAuthentication,
  signWithSignature,
  withApplication,
} from '@mibun/reader';
import type { TestCard } from '@mibun/test-card';
import { LIBRARY, libraryKeys } from './library.ts';

/** What a client sent to a card in one go. */
export type Recording = readonly Uint8Array[];

/** chip.md §5.1: what OpenSC 0.23 sends before it knows the card, and what it sends to bind it. */
const OPENSC: Recording = [
  '00A4040007627601FF000000',
  '00A4040006A00000000101',
  '00A404000BE82B0601040181C31F020100',
  '00A4040C0FD23300000045737445494420763335',
  '00CADF3005',
  '00CB3FFF035C017E08',
  '00A4040009A0000003080000100000',
  '00A4040C07A000000116DB0000',
  '00A4040C07A000000079100000',
  '00A404000CF276A288BCFBA69D34F31001',
  '00A4040009A0000003974254465900',
  '00A4040006D2760001240100',
  '00A4040C0AD392F000260100000001',
  '00A4020C020018',
  '00200080',
  '00A4020C02001B',
  '00200080',
  '00A4020C02000A',
  '00B0000004',
  '00B0000000',
  '00B0010000',
  '008400000A',
].map((hex) => Uint8Array.from(Buffer.from(hex, 'hex')));

/**
 * Lets clients work on copies of a card and writes down every command: reading everything, signing, changing a PIN,
 * secure messaging, the issuer's channel. What they carry is right for this card, so replaying them goes deep.
 */
export async function recordClients(card: TestCard): Promise<readonly Recording[]> {
  const { credentials } = card;
  const text = Buffer.from('signed while being recorded');
  const { roles } = profileNamed(card.image.profile);
  const has = (role: CardRole) => (roles as Readonly<Partial<Record<CardRole, unknown>>>)[role] !== undefined;
  const recordings: Uint8Array[][] = [];
  const record = async (work: (connection: ReturnType<typeof connectInProcess>) => Promise<unknown>) => {
    const sent: Uint8Array[] = [];
    const connection = connectInProcess(copyOf(card));
    const { transmit } = connection;
    await work({
      ...connection,
      transmit: (command) => {
        sent.push(command.slice());
        return transmit.call(connection, command);
      },
    });
    recordings.push(sent);
  };
  await record((connection) => readAttributes(connection, credentials.text));
  if (has('text-code-b')) {
    await record((connection) => readTextEvidenceSecurely(connection, credentials.text, randomBytes));
  }
  await record((connection) => readFace(connection, credentials.codeB));
  if (has('birth-date')) await record((connection) => readAgeRecord(connection, credentials.birthDateKey));
  await record((connection) => signPresenceChallenge(connection, randomBytes(32)));
  await record((connection) => authenticateChip(connection, randomBytes(32)));
  await record((connection) => signWithAuthentication(connection, credentials.authentication, text));
  await record((connection) => signWithSignature(connection, credentials.signature, text));
  await record((connection) => changePin(connection, 'authentication', credentials.authentication, '8642'));
  await record((connection) => changePin(connection, 'registry', credentials.registry, '7531'));
  await record((connection) =>
    withApplication(connection, LIBRARY.aid, { pin: LIBRARY.pin }, (files) =>
      files.readRecords(LIBRARY.loans),
    ),
  );
  await record(async (connection) => {
    const library = await openApplicationChannel(connection, LIBRARY.aid, libraryKeys(card), randomBytes);
    await library.files.read(LIBRARY.loans).catch(() => undefined);
    await library.unblockPin();
  });
  await record(async (connection) => {
    const issuer = await openIssuerChannel(connection, card.issuerKeys, randomBytes);
    await issuer.unblock('authentication');
    await issuer.letHolderSet('text');
    await issuer.chipState();
  });
  return [OPENSC, ...recordings];
}

/** A chip with the same memory that writes into a copy of its own. */
function copyOf(card: TestCard): Chip {
  return new Chip(decodeImage(encodeImage(card.image)), {
    random: (length) => randomBytes(length),
    generateKey: () => {
      throw new Error('no client makes keys');
    },
    save: () => undefined,
  });
}
