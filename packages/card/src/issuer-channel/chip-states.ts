import type { ChipState } from '../image/card-image.ts';

/** Life-cycle codes of SET STATUS and of the chip-state object, after GlobalPlatform's card states. */
export const STATE_CODES: Readonly<Record<ChipState, number>> = {
  initialised: 0x01,
  personalised: 0x07,
  active: 0x0f,
  locked: 0x7f,
  terminated: 0xff,
};

export function stateOfCode(code: number | undefined): ChipState | undefined {
  return (Object.keys(STATE_CODES) as readonly ChipState[]).find((state) => STATE_CODES[state] === code);
}
