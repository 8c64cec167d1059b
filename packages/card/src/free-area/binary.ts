import type { CommandApdu } from '../apdu.ts';
import { concat, NO_BYTES } from '../bytes.ts';
import { requireLe } from '../commands/command.ts';
import { refuse, SW } from '../status-words.ts';
import { type FreeFile, withFreeFile } from './free-application.ts';
import {
  commit,
  type FreeCommand,
  type FreeContext,
  referencedFreeFile,
  requireInUse,
  requireRight,
} from './session.ts';

/** READ BINARY `B0`: as in the applications of the card (chip.md §4.2). */
export const readFreeBinary: FreeCommand = (context, command) => {
  const { file, offset } = target(context, command);
  requireRight(context, file.read);
  const length = requireLe(command);
  if (offset >= file.content.length) refuse(SW.wrongOffset);
  return file.content.slice(offset, offset + length);
};

/** UPDATE BINARY `D6` (ISO/IEC 7816-4 §11.2.5): overwrites, and makes the file longer; it never has holes. */
export const updateFreeBinary: FreeCommand = (context, command) => {
  const { file, offset } = target(context, command);
  requireRight(context, file.write);
  const { data } = command;
  if (data.length === 0) refuse(SW.wrongLength);
  if (offset > file.content.length) refuse(SW.wrongOffset);
  if (offset + data.length > file.size) refuse(SW.notEnoughSpace);
  const content = concat(file.content.slice(0, offset), data, file.content.slice(offset + data.length));
  commit(context, withFreeFile(context.application, { ...file, content }));
  return NO_BYTES;
};

/** ERASE BINARY `0E` (ISO/IEC 7816-4 §11.2.7): the file ends at the offset; without data, as a range is not offered. */
export const eraseFreeBinary: FreeCommand = (context, command) => {
  const { file, offset } = target(context, command);
  requireRight(context, file.write);
  if (command.data.length > 0) refuse(SW.wrongLength);
  if (offset > file.content.length) refuse(SW.wrongOffset);
  commit(context, withFreeFile(context.application, { ...file, content: file.content.slice(0, offset) }));
  return NO_BYTES;
};

// P1-P2: a 15-bit offset in the current EF, or a short id and an 8-bit offset (chip.md §4.2).
function target(
  context: FreeContext,
  { p1, p2 }: CommandApdu,
): { readonly file: FreeFile; readonly offset: number } {
  requireInUse(context);
  const byShortId = (p1 & 0x80) !== 0;
  const shortId = p1 & 0x1f;
  if (byShortId && (p1 & 0x60 || shortId === 0 || shortId === 31)) refuse(SW.wrongParameters);
  const file = referencedFreeFile(context, byShortId ? shortId : 0);
  if (file.kind !== 'transparent') refuse(SW.wrongFileStructure);
  return { file, offset: byShortId ? p2 : (p1 << 8) | p2 };
}
