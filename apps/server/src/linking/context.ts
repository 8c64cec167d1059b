import type { Cards } from '../cards/index.ts';
import type { Certificates } from '../certificates/index.ts';
import type { Platform } from '../platform/index.ts';
import type { Residents } from '../residents/index.ts';
import type { Status } from '../status/index.ts';
import type { Verifiers } from '../verifiers/index.ts';
import type { ConsentLife } from './life.ts';

export interface LinkingDeps {
  readonly certificates: Certificates;
  readonly cards: Cards;
  readonly residents: Residents;
  readonly status: Status;
  readonly verifiers: Verifiers;
}

/** Everything that the use cases of this module stand on. */
export interface LinkingContext extends LinkingDeps {
  readonly platform: Platform;
  readonly life: ConsentLife;
}
