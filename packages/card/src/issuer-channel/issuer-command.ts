import type { CommandApdu } from '../apdu.ts';
import type { Machine } from '../machine.ts';
import { refuse, SW } from '../status-words.ts';
import { ISSUER_COMMANDS } from './table.ts';

// Le is not covered by the MAC, so the card does not let it decide how much of an answer arrives.
const ANY_LENGTH = 0x10000;

const BY_INSTRUCTION = new Map(ISSUER_COMMANDS.map(({ ins, run }) => [ins, run]));

/** Carries out a command with class 84 in the open issuer channel; the answer is protected again. */
export function issuerCommand(machine: Machine, command: CommandApdu): Uint8Array {
  const { channel } = machine;
  if (channel.stage !== 'open') return refuse(SW.securityStatus);
  const data = channel.session.unwrap(command);
  if (!data) {
    machine.channel = { stage: 'closed' };
    return refuse(SW.securityStatus);
  }
  const run = BY_INSTRUCTION.get(command.ins) ?? refuse(SW.unknownInstruction);
  // An error status leaves without protection and without data (Amendment D §6.2.5).
  const answer = run(machine, { ...command, data, le: ANY_LENGTH });
  return channel.session.wrap(answer, SW.ok);
}
