import type { Act, Kinship, Platform } from '../../platform/index.ts';
import type { Certificates } from '../certificates/index.ts';
import type { Status } from '../status/index.ts';

export interface Context {
  readonly platform: Platform;
  readonly certificates: Certificates;
  readonly residents: Kinship;
  readonly status: Pick<Status, 'overview' | 'renewCrls'>;
}

/** What a CA operator does, as the trail keeps it. */
export function operatorAct(actor: Act['actor'], reason?: string): Act {
  return { actor, purpose: 'administration', ...(reason && { reason }) };
}
