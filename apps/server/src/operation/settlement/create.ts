import type { Http, Migration, Platform } from '../../platform/index.ts';
import type { Context, SettlementDeps } from './context.ts';
import { settlementRoutes } from './routes.ts';
import { settlementMigrations } from './store.ts';

export interface SettlementModule {
  readonly migrations: readonly Migration[];
  routes(app: Http): void;
}

export function createSettlement(platform: Platform, deps: SettlementDeps): SettlementModule {
  const context: Context = { platform, ...deps };
  return { migrations: settlementMigrations, routes: (app) => settlementRoutes(app, context) };
}
