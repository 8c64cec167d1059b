import { cardErrorFor } from './card-error.ts';
import { send, sendExpectingSuccess } from './command.ts';
import type { CardConnection } from './connection.ts';
import { inApplication } from './session.ts';

/**
 * GET DATA in the card manager, as bytes; needs no credential (chip.md §1.2). Repeats with an extended length when
 * the object is longer than a short answer.
 * @param tag one of `FILES['card-manager']` of @mibun/card
 * @throws CardError 'unexpected-status' (6A88) for an object the card does not have
 */
export async function readManagerObject(connection: CardConnection, tag: number): Promise<Uint8Array> {
  const command = { ins: 0xca, p1: tag >> 8, p2: tag & 0xff, le: 256 };
  const doing = `GET DATA ${tag.toString(16).padStart(4, '0').toUpperCase()}`;
  return inApplication(connection, 'card-manager', async () => {
    const short = await send(connection, command);
    if (short.statusWord === 0x6700) {
      return sendExpectingSuccess(connection, { ...command, le: 0x10000 }, doing);
    }
    if (short.statusWord !== 0x9000) throw cardErrorFor(short.statusWord, doing);
    return short.data;
  });
}
