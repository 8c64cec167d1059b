import { CardError, cardErrorFor } from './card-error.ts';
import type { CardConnection } from './connection.ts';

/** A command APDU before encoding. `le` is the number of bytes wanted at most (256 → `00`, 65536 → `0000`). */
export interface Command {
  readonly cla?: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  readonly data?: Uint8Array;
  readonly le?: number;
}

export interface Answer {
  readonly data: Uint8Array;
  readonly statusWord: number;
}

/**
 * Command bytes, ISO/IEC 7816-4 cases 1 to 4; short where it fits, else extended.
 * @throws RangeError for parameters outside a byte or more than 65,535 bytes
 */
export function encodeCommand({ cla = 0x00, ins, p1, p2, data, le }: Command): Uint8Array {
  for (const byte of [cla, ins, p1, p2]) {
    if (!Number.isInteger(byte) || byte < 0 || byte > 0xff) throw new RangeError('header byte out of range');
  }
  const lc = data?.length ?? 0;
  if (lc > 0xffff) throw new RangeError('command data longer than 65535 bytes');
  if (le !== undefined && (!Number.isInteger(le) || le < 1 || le > 0x10000)) {
    throw new RangeError('expected length out of range');
  }
  const bytes = [cla, ins, p1, p2];
  const extended = lc > 0xff || (le ?? 0) > 0x100;
  if (extended) bytes.push(0x00);
  if (lc > 0) bytes.push(...(extended ? [lc >> 8, lc & 0xff] : [lc]), ...(data as Uint8Array));
  if (le !== undefined) bytes.push(...(extended ? [(le >> 8) & 0xff, le & 0xff] : [le & 0xff]));
  return Uint8Array.from(bytes);
}

// An answer longer than this is not a file of this chip; a card that keeps promising more is cut off.
const LONGEST_ANSWER = 0x10000;

/**
 * Sends one command and returns the whole answer, whatever its status word. Follows 61xx and 6Cxx, which cards
 * on T=0 readers give (chip.md §1.4); neither repeats a command that has been carried out.
 * @throws CardError 'card-removed' when the transport fails, 'malformed-answer' without a status word
 */
export async function send(connection: CardConnection, command: Command): Promise<Answer> {
  let answer = await sendOnce(connection, encodeCommand(command));
  if (answer.statusWord >> 8 === 0x6c && command.le !== undefined) {
    answer = await sendOnce(connection, encodeCommand({ ...command, le: answer.statusWord & 0xff || 256 }));
  }
  const parts = [answer.data];
  let total = answer.data.length;
  while (answer.statusWord >> 8 === 0x61) {
    const le = answer.statusWord & 0xff || 256;
    answer = await sendOnce(connection, encodeCommand({ ins: 0xc0, p1: 0, p2: 0, le }));
    parts.push(answer.data);
    total += answer.data.length;
    if (answer.data.length === 0 || total > LONGEST_ANSWER) {
      throw new CardError('malformed-answer', 'the card announces more data than it gives');
    }
  }
  return { data: parts.length === 1 ? answer.data : Buffer.concat(parts), statusWord: answer.statusWord };
}

/** As {@link send}, for commands where only 9000 will do. `doing` names the command in the error. */
export async function sendExpectingSuccess(
  connection: CardConnection,
  command: Command,
  doing: string,
): Promise<Uint8Array> {
  const { data, statusWord } = await send(connection, command);
  if (statusWord !== 0x9000) throw cardErrorFor(statusWord, doing);
  return data;
}

async function sendOnce(connection: CardConnection, command: Uint8Array): Promise<Answer> {
  let answer: Uint8Array;
  try {
    answer = await connection.transmit(command);
  } catch (cause) {
    if (cause instanceof CardError) throw cause;
    throw new CardError('card-removed', 'the card did not answer', { cause });
  }
  if (answer.length < 2) throw new CardError('malformed-answer', 'an answer without a status word');
  const sw1 = answer[answer.length - 2] ?? 0;
  const sw2 = answer[answer.length - 1] ?? 0;
  return { data: answer.subarray(0, answer.length - 2), statusWord: (sw1 << 8) | sw2 };
}
