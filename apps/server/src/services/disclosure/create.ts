import type { Certificates } from '../../authority/certificates/index.ts';
import type { Cards } from '../../issuance/cards/index.ts';
import type { Http, Migration, Platform } from '../../platform/index.ts';
import type { Residents } from '../../registry/residents/index.ts';
import { disclosureRoutes } from './routes.ts';

export interface DisclosureModule {
  readonly api: Readonly<Record<never, never>>;
  /** It owns no table: the trail is the platform's, everything else is asked of its owner. */
  readonly migrations: readonly Migration[];
  routes(app: Http): void;
}

export function createDisclosure(
  platform: Platform,
  deps: { readonly residents: Residents; readonly cards: Cards; readonly certificates: Certificates },
): DisclosureModule {
  return {
    api: {},
    migrations: [],
    routes: (app) => disclosureRoutes(app, platform, { clock: platform.clock, ...deps }),
  };
}
