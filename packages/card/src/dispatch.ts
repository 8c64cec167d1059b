import type { CommandApdu } from './apdu.ts';
import { COMMANDS } from './commands/table.ts';
import { issuerCommand } from './issuer-channel/issuer-command.ts';
import type { Machine } from './machine.ts';
import { refuse, SW } from './status-words.ts';

const ISSUER_CHANNEL = 0x84;
const SELECT = 0xa4;
const READ_BINARY = 0xb0;
const VERIFY = 0x20;

/** Finds and runs the command; gives the answer data for 9000. @throws Refusal for every other status word */
export function dispatch(machine: Machine, command: CommandApdu): Uint8Array {
  checkClass(command);
  if (machine.image.state === 'terminated') refuse(SW.conditionsOfUse);
  const sameInstruction = COMMANDS.filter(({ ins }) => ins === command.ins);
  const entry = sameInstruction.find(({ cla }) => cla === command.cla);
  const inChannel = command.cla === ISSUER_CHANNEL && machine.channel.stage === 'open';
  if (entry && !inChannel) return entry.run(machine, command);
  if (command.cla === ISSUER_CHANNEL) return issuerCommand(machine, command);
  return refuse(sameInstruction.length > 0 ? SW.unknownClass : SW.unknownInstruction);
}

/** chip.md §1.4: one logical channel, and no secure messaging but the issuer's. */
function checkClass({ cla, ins }: CommandApdu): void {
  const furtherChannel = (cla & 0xc0) === 0x40;
  const firstClasses = (cla & 0x70) === 0;
  if (furtherChannel || (firstClasses && cla & 0x03)) refuse(SW.channelNotSupported);
  if (!firstClasses) refuse(SW.unknownClass);
  if (cla === ISSUER_CHANNEL || (cla & 0x0c) === 0) return;
  refuse(ins === READ_BINARY || ins === VERIFY ? SW.noSecureMessagingSession : secureMessagingRefusal(ins));
}

function secureMessagingRefusal(ins: number): number {
  const known = ins === SELECT || COMMANDS.some((entry) => entry.ins === ins);
  return known ? SW.secureMessagingNotSupported : SW.unknownInstruction;
}
