import { type CommonSerial, decodeCommonSerial } from '@mibun/card';
import { sendExpectingSuccess } from './command.ts';
import type { CardConnection } from './connection.ts';
import { decoded } from './decoded.ts';
import { inRole } from './session.ts';

/** Reads manufacturing serial, municipality and expiry; needs no credential and names no person (chip.md §2.5). */
export async function readCommonSerial(connection: CardConnection): Promise<CommonSerial> {
  const record = await inRole(connection, 'card-serial', (card) => {
    // Record 1 by its short EF identifier: P2 = SFI << 3 | 4.
    const command = { ins: 0xb2, p1: 1, p2: (card.id('card-serial') << 3) | 4, le: 256 };
    return sendExpectingSuccess(connection, command, 'READ RECORD of the serial');
  });
  return decoded(decodeCommonSerial, record);
}

/**
 * INTERNAL AUTHENTICATE with the card's own key: a signature over the challenge, in the form of
 * `signWithAuthentication`; no credential (chip.md §4.7).
 * @param challenge 1 to 255 bytes
 */
export async function authenticateChip(
  connection: CardConnection,
  challenge: Uint8Array,
): Promise<Uint8Array> {
  if (challenge.length < 1 || challenge.length > 255) throw new RangeError('a challenge has 1 to 255 bytes');
  return inRole(connection, 'card-key', (card) => {
    const command = { ins: 0x88, p1: 0x00, p2: 0x80 | card.id('card-key'), data: challenge, le: 256 };
    return sendExpectingSuccess(connection, command, 'INTERNAL AUTHENTICATE');
  });
}
