import type { Applications } from '../applications/index.ts';
import type { Cards } from '../cards/index.ts';
import type { Relay } from '../counter/index.ts';
import type { Country } from '../country/index.ts';
import type { Identity } from '../identity/index.ts';
import type { Act, Platform } from '../platform/index.ts';
import type { Production } from '../production/index.ts';
import type { Residents } from '../residents/index.ts';
import type { SettlementSession } from './store.ts';

export interface SettlementDeps {
  readonly residents: Residents;
  readonly applications: Applications;
  readonly cards: Cards;
  readonly production: Production;
  readonly identity: Identity;
  /** The same as the counter's: the ceremony's cards lie in a reader on another machine, too. */
  readonly relay: Relay;
  readonly country: Pick<Country, 'name' | 'municipalities'>;
}

export interface Context extends SettlementDeps {
  readonly platform: Platform;
}

const REASON = 'settling of the country by two operators';

/** What a resident reads on their access log about how they came onto the registry. */
export const registryAct = ({ country }: Context, { sessionId }: SettlementSession): Act => ({
  actor: { kind: 'registry', id: sessionId, name: `${country.name.ja}　住民記録` },
  purpose: 'administration',
  reason: REASON,
});

/** What the operators do: the two are on record with the session. */
export const ceremonyAct = ({ sessionId }: SettlementSession): Act => ({
  actor: { kind: 'system', id: sessionId, name: 'Installation ceremony' },
  purpose: 'administration',
  reason: REASON,
});
