import type { Cards } from '../cards/index.ts';
import type { Http, Migration, Platform } from '../platform/index.ts';
import type { Residents } from '../residents/index.ts';
import { hotlineRoutes } from './routes.ts';
import { hotlineMigrations } from './store.ts';

export { hotlineErrors } from './errors.ts';
export { hotlineMigrations } from './store.ts';

export interface HotlineModule {
  readonly migrations: readonly Migration[];
  routes(app: Http): void;
}

export function createHotline(
  platform: Platform,
  deps: { readonly residents: Residents; readonly cards: Cards },
): HotlineModule {
  return {
    migrations: hotlineMigrations,
    routes: (app) => hotlineRoutes(app, { platform, ...deps }),
  };
}
