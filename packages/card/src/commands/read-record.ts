import { fileContent } from '../image/edits.ts';
import { splitRecords } from '../layout/records.ts';
import { refuse, SW } from '../status-words.ts';
import { type Command, requireLe } from './command.ts';
import { currentFile, selectFile } from './file-reference.ts';

const RECORD_OF_P1 = 0x04;
const ALL_FROM_P1 = 0x05;

/** READ RECORD `00 B2` (chip.md §4.3): one record by number, of the current EF or of one named by SFI. */
export const readRecord: Command = (machine, command) => {
  const shortId = command.p2 >> 3;
  const mode = command.p2 & 0x07;
  if (mode === ALL_FROM_P1) refuse(SW.functionNotSupported);
  if (mode !== RECORD_OF_P1) refuse(SW.wrongParameters);
  const file = shortId === 0 ? currentFile(machine) : selectFile(machine, shortId);
  if (file.kind !== 'records') return refuse(SW.wrongFileStructure);
  machine.requireAccess(file.read);
  const length = requireLe(command);
  const content = fileContent(machine.image, { application: machine.application.name, id: file.id });
  const record = splitRecords(content)[command.p1 - 1] ?? refuse(SW.recordNotFound);
  return record.slice(0, length);
};
