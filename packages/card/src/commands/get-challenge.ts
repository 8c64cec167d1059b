import { refuse, SW } from '../status-words.ts';
import { type Command, requireLe, requireParameters } from './command.ts';

/** GET CHALLENGE `00 84 00 00 Le`: 1 to 256 random bytes in every application (chip.md §4.8). */
export const getChallenge: Command = (machine, command) => {
  requireParameters(command, 0, 0);
  if (command.extended) refuse(SW.conditionsOfUse);
  if (command.data.length > 0) refuse(SW.wrongLength);
  return machine.random(requireLe(command));
};
