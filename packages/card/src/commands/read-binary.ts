import { fileContent } from '../image/edits.ts';
import { refuse, SW } from '../status-words.ts';
import { type Command, requireLe } from './command.ts';
import { currentFile, selectFile } from './file-reference.ts';

/** READ BINARY `00 B0` (chip.md §4.2): a read that reaches past the end gives what is there, with 9000. */
export const readBinary: Command = (machine, command) => {
  const { p1, p2 } = command;
  const byShortId = (p1 & 0x80) !== 0;
  // ISO/IEC 7816-4: with bit 8 set, bits 7 and 6 are zero and 5 to 1 a short id other than 0 and 31.
  const shortId = p1 & 0x1f;
  if (byShortId && (p1 & 0x60 || shortId === 0 || shortId === 31)) refuse(SW.wrongParameters);
  const file = byShortId ? selectFile(machine, shortId) : currentFile(machine);
  if (file.kind !== 'transparent') return refuse(SW.wrongFileStructure);
  machine.requireAccess(file.read);
  const length = requireLe(command);
  const offset = byShortId ? p2 : (p1 << 8) | p2;
  const content = fileContent(machine.image, { application: machine.application.name, id: file.id });
  if (offset >= content.length) refuse(SW.wrongOffset);
  return content.slice(offset, offset + length);
};
