import type { CommandApdu } from './apdu.ts';
import { commandKey } from './commands/command.ts';
import { freeChannelCommand } from './free-area/table.ts';
import { issuerCommand } from './issuer-channel/issuer-command.ts';
import type { Machine } from './machine.ts';
import { isSecured, securedCommand } from './secure-messaging/protocol.ts';
import { refuse, SW } from './status-words.ts';

/** Class of commands in a secure channel: the issuer's, or one of an application in the free area. */
const SECURED = 0x84;
const CLASSES = [0x00, 0x80, SECURED];

/** Finds and runs the command; gives the answer data for 9000. @throws Refusal for every other status word */
export function dispatch(machine: Machine, command: CommandApdu): Uint8Array {
  checkClass(command);
  if (machine.image.state === 'terminated') refuse(SW.conditionsOfUse);
  const freeChannel = machine.freeSession?.channel.stage === 'open';
  const inChannel = command.cla === SECURED && (freeChannel || machine.channel.stage === 'open');
  const run = inChannel ? undefined : machine.commands.get(commandKey(command.cla, command.ins));
  if (run) return run(machine, command);
  const isKnown = CLASSES.some((cla) => machine.commands.has(commandKey(cla, command.ins)));
  if (isKnown && isSecured(command)) return securedCommand(machine, command);
  if (isKnown && command.cla & 0x0c && command.cla !== SECURED) refuse(SW.secureMessagingNotSupported);
  if (command.cla === SECURED) {
    return freeChannel ? freeChannelCommand(machine, command) : issuerCommand(machine, command);
  }
  return refuse(isKnown ? SW.unknownClass : SW.unknownInstruction);
}

/** chip.md §1.4: one logical channel; classes 00 and 80 in the clear, 08 and 0C secured, 84 for the issuer. */
function checkClass({ cla }: CommandApdu): void {
  const furtherChannel = (cla & 0xc0) === 0x40;
  const firstClasses = (cla & 0x70) === 0;
  if (furtherChannel || (firstClasses && cla & 0x03)) refuse(SW.channelNotSupported);
  if (!firstClasses) refuse(SW.unknownClass);
}
