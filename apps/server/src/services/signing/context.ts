import type { Certificates } from '../../authority/certificates/index.ts';
import type { Status } from '../../authority/status/index.ts';
import type { TimeStamps } from '../../authority/timestamps/index.ts';
import type { Act, Actor, Platform } from '../../platform/index.ts';
import type { SigningLife } from './life.ts';

export interface SigningContext {
  readonly platform: Platform;
  readonly certificates: Certificates;
  readonly status: Status;
  readonly timestamps?: TimeStamps;
  readonly life: SigningLife;
}

/** What a resident does with their own document. */
export function signingAct(actor: Actor, ceremonyId: string): Act & { readonly caseId: string } {
  return { actor, purpose: 'signing', caseId: ceremonyId };
}

export const CEREMONY_MINUTES = 15;
export const KEEP_DAYS = 30;
export const FORGET_JOB = 'signing.forget';
