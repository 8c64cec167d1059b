import { type CommonSerial, decodeCommonSerial, FILES } from '@mibun/card';
import { sendExpectingSuccess } from './command.ts';
import type { CardConnection } from './connection.ts';
import { decoded } from './decoded.ts';
import { inApplication } from './session.ts';

/** Reads manufacturing serial, municipality and expiry; needs no credential and names no person (chip.md §2.5). */
export async function readCommonSerial(connection: CardConnection): Promise<CommonSerial> {
  // Record 1 by its short EF identifier: P2 = SFI << 3 | 4.
  const command = { ins: 0xb2, p1: 1, p2: (FILES.common.serial << 3) | 4, le: 256 };
  const record = await inApplication(connection, 'common', () =>
    sendExpectingSuccess(connection, command, 'READ RECORD of the serial'),
  );
  return decoded(decodeCommonSerial, record);
}

/**
 * INTERNAL AUTHENTICATE with the key of the common application: RSASSA-PKCS1-v1_5 with SHA-256 over the challenge,
 * no credential (chip.md §4.7).
 * @param challenge 1 to 255 bytes
 */
export async function authenticateChip(
  connection: CardConnection,
  challenge: Uint8Array,
): Promise<Uint8Array> {
  if (challenge.length < 1 || challenge.length > 255) throw new RangeError('a challenge has 1 to 255 bytes');
  const command = { ins: 0x88, p1: 0x00, p2: 0x80 | FILES.common.cardKey, data: challenge, le: 256 };
  return inApplication(connection, 'common', () =>
    sendExpectingSuccess(connection, command, 'INTERNAL AUTHENTICATE'),
  );
}
