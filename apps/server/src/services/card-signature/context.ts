import type { Certificates } from '../../authority/certificates/index.ts';
import type { Status } from '../../authority/status/index.ts';
import type { Act, Actor, Platform } from '../../platform/index.ts';
import type { SignatureFormat } from './api.ts';
import type { CeremonyLife } from './life.ts';

export interface CardSignatureDeps {
  readonly certificates: Certificates;
  readonly status: Status;
}

/** Everything that the use cases of one format stand on. */
export interface FormatContext<F extends object> extends CardSignatureDeps {
  readonly platform: Platform;
  readonly format: SignatureFormat<F>;
  readonly life: CeremonyLife<F>;
}

/** What somebody does with a ceremony. */
export const actOf = <F extends object>(
  { purpose }: SignatureFormat<F>,
  actor: Actor,
  caseId: string,
): Act & { readonly caseId: string } => ({ actor, purpose, caseId });
