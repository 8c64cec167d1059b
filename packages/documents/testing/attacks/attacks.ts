import { OVERLAYS } from './overlays.ts';
import { PERMISSIONS } from './permissions.ts';
import { REPLACEMENTS } from './replacements.ts';
import { STRUCTURES } from './structures.ts';
import type { Before, Victim } from './victim.ts';

/** One thing that somebody does to a signed document. */
export interface Attack {
  readonly name: string;
  readonly before?: Before;
  readonly attack: (victim: Victim) => Uint8Array | Promise<Uint8Array>;
  /** `changed` when it is not said; `added`: it is permitted and must be told. */
  readonly answer?: 'changed' | 'added';
  /** Pages on which a visible mark must be told. */
  readonly marks?: readonly number[];
  /** The author's permission must be told to be broken. */
  readonly breaksPermission?: boolean;
  /** The file must be refused altogether. */
  readonly unreadable?: boolean;
}

export const ATTACKS: readonly Attack[] = [...OVERLAYS, ...REPLACEMENTS, ...STRUCTURES, ...PERMISSIONS];
