import type { Http, Kinship, Migration, Platform } from '../../platform/index.ts';
import type { Certificates } from '../certificates/index.ts';
import type { Status } from '../status/index.ts';
import { caDeskMigrations } from './migrations.ts';
import { proposalsOn } from './proposals.ts';
import { caDeskRoutes } from './routes.ts';

export { caDeskErrors } from './errors.ts';
export { caDeskMigrations } from './migrations.ts';

export interface CaDeskModule {
  readonly migrations: readonly Migration[];
  routes(app: Http): void;
}

/** The desk of the CA operators: what they see, and the acts that are theirs. */
export function createCaDesk(
  platform: Platform,
  deps: {
    readonly certificates: Certificates;
    readonly residents: Kinship;
    readonly status: Pick<Status, 'overview' | 'renewCrls'>;
  },
): CaDeskModule {
  const context = { platform, ...deps };
  const proposals = proposalsOn(context);
  return {
    migrations: caDeskMigrations,
    routes: (app) => caDeskRoutes(app, context, proposals),
  };
}
