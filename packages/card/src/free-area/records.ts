import type { CommandApdu } from '../apdu.ts';
import { concat, NO_BYTES } from '../bytes.ts';
import { requireLe } from '../commands/command.ts';
import { splitRecords } from '../layout/records.ts';
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
import { orWrongData } from './wrong-data.ts';

const RECORD_OF_P1 = 0x04;
const ALL_FROM_P1 = 0x05;

/** READ RECORD `B2`: one simple-TLV record by number, with its header (chip.md §4.3). */
export const readFreeRecord: FreeCommand = (context, command) => {
  const file = target(context, command, RECORD_OF_P1);
  requireRight(context, file.read);
  const length = requireLe(command);
  const record = splitRecords(file.content)[command.p1 - 1] ?? refuse(SW.recordNotFound);
  return record.slice(0, length);
};

/** UPDATE RECORD `DC`: replaces a record; the number after the last one appends. Data: one simple-TLV record. */
export const updateFreeRecord: FreeCommand = (context, command) => {
  const file = target(context, command, RECORD_OF_P1);
  requireRight(context, file.write);
  const records = splitRecords(file.content);
  const position = command.p1 - 1;
  if (position < 0 || position > records.length) refuse(SW.recordNotFound);
  const changed = [...records.slice(0, position), oneRecord(command.data), ...records.slice(position + 1)];
  return save(context, file, changed);
};

/** ERASE RECORD `0C` (ISO/IEC 7816-4 §11.3.8) with P2 = 05: the record and all after it. */
export const eraseFreeRecords: FreeCommand = (context, command) => {
  const file = target(context, command, ALL_FROM_P1);
  requireRight(context, file.write);
  if (command.data.length > 0) refuse(SW.wrongLength);
  const records = splitRecords(file.content);
  if (command.p1 < 1 || command.p1 > records.length) refuse(SW.recordNotFound);
  return save(context, file, records.slice(0, command.p1 - 1));
};

function save(context: FreeContext, file: FreeFile, records: readonly Uint8Array[]): Uint8Array {
  const content = concat(...records);
  if (content.length > file.size) refuse(SW.notEnoughSpace);
  commit(context, withFreeFile(context.application, { ...file, content }));
  return NO_BYTES;
}

function oneRecord(data: Uint8Array): Uint8Array {
  const [record, ...others] = orWrongData(() => splitRecords(data));
  return record && others.length === 0 ? record : refuse(SW.wrongData);
}

function target(context: FreeContext, { p2 }: CommandApdu, mode: number): FreeFile {
  requireInUse(context);
  if ((p2 & 0x07) !== mode) refuse(SW.wrongParameters);
  const file = referencedFreeFile(context, p2 >> 3);
  return file.kind === 'records' ? file : refuse(SW.wrongFileStructure);
}
