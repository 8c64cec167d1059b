import { GENERATION_1 } from './profiles/generation-1.ts';

/** Answers to reset of generation 1 (chip.md §1.3); every profile has its own. */
export const ATRS = GENERATION_1.atrs;
