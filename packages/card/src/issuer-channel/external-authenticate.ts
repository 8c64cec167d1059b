import { NO_BYTES } from '../bytes.ts';
import type { Command } from '../commands/command.ts';
import { refuse, SW } from '../status-words.ts';
import { issuerFailures } from './initialize-update.ts';
import { finishOpening } from './open-channel.ts';

/** EXTERNAL AUTHENTICATE of the issuer: opens the channel. */
export const externalAuthenticate: Command = (machine, command) => {
  const { channel } = machine;
  if (channel.stage !== 'challenged') return refuse(SW.conditionsOfUse);
  machine.channel = { stage: 'closed' };
  const session = finishOpening(command, channel, issuerFailures(machine));
  machine.channel = { stage: 'open', session, staging: undefined };
  return NO_BYTES;
};
