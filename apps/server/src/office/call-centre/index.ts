import type { Cards } from '../../issuance/cards/index.ts';
import type { Http, Migration, Platform } from '../../platform/index.ts';
import type { Residents } from '../../registry/residents/index.ts';
import { callCentreRoutes } from './routes.ts';
import { callCentreMigrations } from './store.ts';

export { callCentreErrors } from './errors.ts';
export { callCentreMigrations } from './store.ts';

export interface CallCentreModule {
  readonly migrations: readonly Migration[];
  routes(app: Http): void;
}

export function createCallCentre(
  platform: Platform,
  deps: { readonly residents: Residents; readonly cards: Cards },
): CallCentreModule {
  return {
    migrations: callCentreMigrations,
    routes: (app) => callCentreRoutes(app, { platform, ...deps }),
  };
}
