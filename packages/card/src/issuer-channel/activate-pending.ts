import { NO_BYTES } from '../bytes.ts';
import type { Command } from '../commands/command.ts';
import { activatePending as activate, discardPending, hasPending } from '../image/edits.ts';
import { refuse, SW } from '../status-words.ts';
import { targetApplication } from './target.ts';

const ACTIVATE = 0x00;
const DISCARD = 0x01;

/**
 * ACTIVATE PENDING `84 44 ap 00`: all keys and files written ahead for the application take effect at once, or with
 * P2 = 01 are forgotten. 6A88 when there are none, so a host that lost the answer learns that it was done.
 */
export const activatePending: Command = (machine, command) => {
  if (command.p2 !== ACTIVATE && command.p2 !== DISCARD) refuse(SW.wrongParameters);
  const { name } = targetApplication(machine, command);
  if (command.data.length > 0) refuse(SW.wrongLength);
  if (!hasPending(machine.image, name)) refuse(SW.referenceNotFound);
  const apply = command.p2 === ACTIVATE ? activate : discardPending;
  machine.commit(apply(machine.image, name));
  return NO_BYTES;
};
