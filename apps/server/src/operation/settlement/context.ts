import type { Country } from '../../country/index.ts';
import type { Applications } from '../../issuance/applications/index.ts';
import type { Cards } from '../../issuance/cards/index.ts';
import type { Production } from '../../issuance/production/index.ts';
import type { Relay } from '../../office/relay/index.ts';
import type { Act, Platform } from '../../platform/index.ts';
import type { Residents } from '../../registry/residents/index.ts';
import type { Login } from '../../services/login/index.ts';
import type { SettlementSession } from './store.ts';

export interface SettlementDeps {
  readonly residents: Residents;
  readonly applications: Applications;
  readonly cards: Cards;
  readonly production: Production;
  readonly login: Login;
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
