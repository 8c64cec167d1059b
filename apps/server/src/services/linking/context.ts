import type { Certificates } from '../../authority/certificates/index.ts';
import type { Status } from '../../authority/status/index.ts';
import type { Verifiers } from '../../authority/verifiers/index.ts';
import type { Cards } from '../../issuance/cards/index.ts';
import type { Platform } from '../../platform/index.ts';
import type { Residents } from '../../registry/residents/index.ts';
import type { CardSignatures, Ceremonies } from '../card-signature/index.ts';
import type { ConsentFacts } from './consent-format.ts';
import type { ConsentLife } from './life.ts';

export interface LinkingDeps {
  readonly cardSignatures: CardSignatures;
  readonly certificates: Certificates;
  readonly cards: Cards;
  readonly residents: Residents;
  readonly status: Status;
  readonly verifiers: Verifiers;
}

/** What gives and ends consents. */
export interface ConsentContext extends LinkingDeps {
  readonly platform: Platform;
  readonly life: ConsentLife;
}

/** Everything that the use cases of this module stand on. */
export interface LinkingContext extends ConsentContext {
  /** Signatures by which consents are given and withdrawn. */
  readonly ceremonies: Ceremonies<ConsentFacts>;
}
