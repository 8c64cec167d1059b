import { decodePublicList, FREE_AREA_LIST, type PublicFreeApplication } from '@mibun/card';
import { CardError, cardErrorFor } from '../card-error.ts';
import { readManagerObject } from '../card-manager.ts';
import { send, sendExpectingSuccess } from '../command.ts';
import type { CardConnection } from '../connection.ts';
import { decoded } from '../decoded.ts';
import { exclusively, thenReset } from '../session.ts';
import { selectFreeApplication } from './application-channel.ts';
import { ApplicationFiles } from './application-files.ts';
import { impossiblePin } from './impossible-pin.ts';

// VERIFY of the application's one PIN (chip.md §3.3).
const VERIFY = { ins: 0x20, p1: 0x00, p2: 0x80 };
const SHORT_BLOCK = 255;

/** The applications in the free area by name and layout version; anybody may ask. */
export async function listFreeApplications(
  connection: CardConnection,
): Promise<readonly PublicFreeApplication[]> {
  try {
    return decoded(decodePublicList, await readManagerObject(connection, FREE_AREA_LIST));
  } catch (error) {
    // An object that is empty is not there.
    if (error instanceof CardError && error.statusWord === 0x6a88) return [];
    throw error;
  }
}

/**
 * Uses an application of the free area without its keys: what is free, or opens with its PIN. Resets the card.
 * @throws CardError 'application-not-found'; of the PIN as `verifyPin`
 */
export async function withApplication<T>(
  connection: CardConnection,
  aid: Uint8Array,
  { pin }: { readonly pin?: string },
  work: (files: ApplicationFiles) => Promise<T>,
): Promise<T> {
  return inFreeApplication(connection, aid, async () => {
    if (pin !== undefined) await presentPin(connection, pin);
    return work(new ApplicationFiles((command) => send(connection, command), SHORT_BLOCK));
  });
}

/** Tries that remain for the application's PIN, without using one; 0 is blocked or never set. */
export async function applicationPinTriesLeft(connection: CardConnection, aid: Uint8Array): Promise<number> {
  return inFreeApplication(connection, aid, () => queryTries(connection));
}

/** The holder changes the application's PIN. Resets the card. @throws CardError as `changePin` */
export async function changeApplicationPin(
  connection: CardConnection,
  aid: Uint8Array,
  oldPin: string,
  newPin: string,
): Promise<void> {
  const data = pinBytes(newPin);
  await inFreeApplication(connection, aid, async () => {
    await presentPin(connection, oldPin);
    const { statusWord } = await send(connection, { ins: 0x24, p1: 0x01, p2: 0x80, data });
    if (statusWord === 0x6a80) throw impossiblePin('change the PIN of the application', statusWord);
    if (statusWord !== 0x9000) throw cardErrorFor(statusWord, 'change the PIN of the application');
  });
}

function inFreeApplication<T>(
  connection: CardConnection,
  aid: Uint8Array,
  work: () => Promise<T>,
): Promise<T> {
  return exclusively(connection, async () => {
    await selectFreeApplication(connection, aid);
    return thenReset(connection, work);
  });
}

// As everywhere: the counter first, then VERIFY once (PIN-05).
async function presentPin(connection: CardConnection, pin: string): Promise<void> {
  const data = pinBytes(pin);
  if ((await queryTries(connection)) === 0) {
    const detail = { triesLeft: 0 };
    throw new CardError('pin-blocked', 'the PIN of the application is blocked or was never set', detail);
  }
  await sendExpectingSuccess(connection, { ...VERIFY, data }, 'VERIFY of the application');
}

async function queryTries(connection: CardConnection): Promise<number> {
  const { statusWord } = await send(connection, VERIFY);
  if ((statusWord & 0xfff0) === 0x63c0) return statusWord & 0x0f;
  throw cardErrorFor(statusWord, 'tries of the application');
}

/** @throws CardError 'malformed-pin' */
function pinBytes(pin: string): Uint8Array {
  if (!/^[\x21-\x7e]{1,16}$/.test(pin)) {
    throw new CardError('malformed-pin', 'this cannot be the PIN of an application; nothing was sent');
  }
  return new TextEncoder().encode(pin);
}
