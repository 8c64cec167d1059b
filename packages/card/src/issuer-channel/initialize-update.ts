import type { Command } from '../commands/command.ts';
import { ISSUER_TRIES } from '../image/issuer-keys.ts';
import type { Machine } from '../machine.ts';
import { beginOpening, type FailureCounter } from './open-channel.ts';

/** INITIALIZE UPDATE under the issuer's keys. */
export const initializeUpdate: Command = (machine, command) => {
  machine.channel = { stage: 'closed' };
  const { answer, challenged } = beginOpening(
    machine,
    command,
    machine.image.issuerKeys,
    issuerFailures(machine),
  );
  machine.channel = { stage: 'challenged', ...challenged };
  return answer;
};

/** Failed openings of the issuer channel. */
export function issuerFailures(machine: Machine): FailureCounter {
  const { issuerTriesLeft: triesLeft, issuerWait: wait } = machine.image;
  const save = (left: number, refused: number): void =>
    machine.commit({ ...machine.image, issuerTriesLeft: left, issuerWait: refused });
  return { mostTries: ISSUER_TRIES, triesLeft, wait, save };
}
