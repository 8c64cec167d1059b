import { CardError, cardErrorFor } from './card-error.ts';
import { send } from './command.ts';
import type { CardConnection } from './connection.ts';
import { efName, selectFile } from './session.ts';
import { tlvLength } from './tlv-length.ts';

// READ BINARY has a 15-bit offset (chip.md §4.2), so no file is longer.
const LONGEST_FILE = 0x8000;
const CHUNK = 256;

/** Reads a transparent EF of the current application to its end, filler included. Use inside `inApplication`. */
export async function readFile(connection: CardConnection, file: number): Promise<Uint8Array> {
  return readUntil(connection, file, () => undefined);
}

/**
 * Reads the one BER-TLV object at the start of an EF (a certificate, a card-face record) and stops at its end:
 * real cards have filler after it (chip.md §2.1).
 * @throws CardError 'file-not-found' when the file is empty, 'malformed-answer' when it is shorter than its object
 */
export async function readObject(connection: CardConnection, file: number): Promise<Uint8Array> {
  const bytes = await readUntil(connection, file, tlvLength);
  if (bytes.length === 0) throw new CardError('file-not-found', `${efName(file)} is empty`);
  const length = tlvLength(bytes);
  if (length === undefined || bytes.length < length) {
    throw new CardError('malformed-answer', `${efName(file)} does not hold a whole object`);
  }
  return bytes.subarray(0, length);
}

async function readUntil(
  connection: CardConnection,
  file: number,
  enough: (bytes: Uint8Array) => number | undefined,
): Promise<Uint8Array> {
  await selectFile(connection, file);
  let bytes = new Uint8Array(0);
  while (bytes.length < LONGEST_FILE) {
    const offset = bytes.length;
    const { data, statusWord } = await send(connection, {
      ins: 0xb0,
      p1: offset >> 8,
      p2: offset & 0xff,
      le: Math.min(CHUNK, LONGEST_FILE - offset),
    });
    // Both mean "end of file" (chip.md §4.2); at offset 0 the file is empty.
    if (statusWord === 0x6b00) break;
    if (statusWord !== 0x9000 && statusWord !== 0x6282) {
      throw cardErrorFor(statusWord, `READ BINARY ${efName(file)}`);
    }
    bytes = Buffer.concat([bytes, data]);
    const wanted = enough(bytes);
    if (data.length < CHUNK || (wanted !== undefined && bytes.length >= wanted)) break;
  }
  return new Uint8Array(bytes);
}
