import type { CommandApdu } from '../apdu.ts';
import { concat, equalBytes, hex, NO_BYTES, readU16, u16 } from '../bytes.ts';
import { freeApplicationAt } from '../free-area/free-application.ts';
import { encodeTlv } from '../layout/tlv.ts';
import type { Machine } from '../machine.ts';
import { refuse, SW } from '../status-words.ts';
import type { Command } from './command.ts';
import { selectFile } from './file-reference.ts';

const WITHOUT_ANSWER = 0x0c;
const WITH_FCI = 0x00;

/** SELECT `00 A4` (chip.md §4.1). */
export const select: Command = (machine, command) => {
  switch (command.p1) {
    case 0x00:
      return selectMasterFile(machine, command);
    case 0x02:
      return selectElementaryFile(machine, command);
    case 0x04:
      return selectApplication(machine, command);
    default:
      return refuse(SW.wrongParameters);
  }
};

// There is no master file: the command works while an application is current, and changes nothing (chip.md §1.2).
function selectMasterFile(machine: Machine, { data }: CommandApdu): Uint8Array {
  if (data.length > 0) refuse(SW.fileNotFound);
  if (machine.application === machine.index.manager) refuse(SW.wrongParameters);
  return NO_BYTES;
}

function selectElementaryFile(machine: Machine, { p2, data }: CommandApdu): Uint8Array {
  requireFirstOccurrence(p2);
  if (data.length !== 2) refuse(SW.wrongLength);
  const { id } = selectFile(machine, readU16(data, 0));
  return p2 === WITH_FCI ? encodeTlv(0x6f, encodeTlv(0x83, u16(id))) : NO_BYTES;
}

function selectApplication(machine: Machine, { p2, data }: CommandApdu): Uint8Array {
  requireFirstOccurrence(p2);
  if (data.length > 16) refuse(SW.wrongLength);
  // GlobalPlatform: no name at all means the issuer security domain.
  const application =
    data.length === 0
      ? machine.index.manager
      : machine.profile.applications.find(({ aid }) => equalBytes(aid.slice(0, data.length), data));
  if (!application) return selectFreeApplication(machine, data, p2);
  const isManager = application === machine.index.manager;
  if (machine.image.state === 'locked' && !isManager) refuse(SW.conditionsOfUse);
  machine.select(application);
  if (p2 !== WITH_FCI) return NO_BYTES;
  const name = encodeTlv(0x84, application.aid);
  // GlobalPlatform hosts look for the longest command data field (9F65) in the card manager's answer.
  return encodeTlv(0x6f, isManager ? concat(name, hex('A504 9F6501FF')) : name);
}

// Those of the free area answer to their whole name alone: none can come before another one.
function selectFreeApplication(machine: Machine, aid: Uint8Array, p2: number): Uint8Array {
  const application = freeApplicationAt(machine.image, aid) ?? refuse(SW.fileNotFound);
  if (machine.image.state === 'locked') refuse(SW.conditionsOfUse);
  machine.selectFree(application);
  return p2 === WITH_FCI ? encodeTlv(0x6f, encodeTlv(0x84, application.aid)) : NO_BYTES;
}

// No two applications share a name, so there is never a next occurrence.
function requireFirstOccurrence(p2: number): void {
  if (p2 === 0x02 || p2 === 0x0e) refuse(SW.fileNotFound);
  if (p2 !== WITH_FCI && p2 !== WITHOUT_ANSWER) refuse(SW.wrongParameters);
}
