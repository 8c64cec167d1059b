import { NO_BYTES } from '../bytes.ts';
import type { Command } from '../commands/command.ts';
import type { CardImage, ChipState } from '../image/card-image.ts';
import { wiped } from '../image/edits.ts';
import { refuse, SW } from '../status-words.ts';
import { stateOfCode } from './chip-states.ts';

const WHOLE_CARD = 0x80;

/** Where a chip may go from each state; a locked one also returns to where it was. */
const NEXT: Readonly<Record<ChipState, readonly ChipState[]>> = {
  initialised: ['personalised', 'terminated'],
  personalised: ['active', 'locked', 'terminated'],
  active: ['locked', 'terminated'],
  locked: ['terminated'],
  terminated: [],
};

/** SET STATUS `84 F0 80 state`. Asking for the present state is no error: the host may have lost an answer. */
export const setStatus: Command = (machine, { p1, p2, data }) => {
  const state = stateOfCode(p2);
  if (p1 !== WHOLE_CARD || !state) return refuse(SW.wrongParameters);
  if (data.length > 0) refuse(SW.wrongLength);
  if (state !== machine.image.state) machine.commit(inState(machine.image, state));
  return NO_BYTES;
};

function inState(image: CardImage, state: ChipState): CardImage {
  const unlocks = image.state === 'locked' && state === image.stateBeforeLock;
  if (!unlocks && !NEXT[image.state].includes(state)) refuse(SW.conditionsOfUse);
  if (state === 'terminated') return wiped(image);
  if (state !== 'locked') return { ...image, state, stateBeforeLock: undefined };
  return { ...image, state, stateBeforeLock: image.state === 'active' ? 'active' : 'personalised' };
}
