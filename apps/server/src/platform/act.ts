import type { Actor } from './actor.ts';
import type { Purpose } from './audit.ts';

/** Who does something and why: handed to every use case that reads personal data or changes a state. */
export interface Act {
  readonly actor: Actor;
  readonly purpose: Purpose;
  /** The case that it belongs to: an application, a hand-over, a call. */
  readonly caseId?: string;
  /** The reason in the actor's words. */
  readonly reason?: string;
}
