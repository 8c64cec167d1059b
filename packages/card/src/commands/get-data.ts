import { encodePublicList, FREE_AREA_LIST } from '../free-area/listing.ts';
import { fileContent } from '../image/edits.ts';
import type { Machine } from '../machine.ts';
import { refuse, SW } from '../status-words.ts';
import { type Command, whole } from './command.ts';

const ATR_OBJECT = 0x5f51;

/** GET DATA `00 CA P1 P2`: objects of the card manager, free for all while it is current (chip.md §1.2). */
export const getData: Command = (machine, command) => {
  const object = dataObject(machine, (command.p1 << 8) | command.p2);
  if (object.length === 0) refuse(SW.referenceNotFound);
  return whole(object, command);
};

function dataObject(machine: Machine, id: number): Uint8Array {
  // The ATR without TS, whatever is selected: some cards only answer inside an application.
  if (id === ATR_OBJECT) return machine.profile.atrs[machine.image.interface].slice(1);
  if (id === FREE_AREA_LIST && machine.application === machine.index.manager) {
    return encodePublicList(machine.image);
  }
  if (machine.definition(id)?.kind !== 'object') return refuse(SW.referenceNotFound);
  return fileContent(machine.image, { application: machine.application.name, id });
}
