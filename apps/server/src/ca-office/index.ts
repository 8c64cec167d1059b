import type { Certificates } from '../certificates/index.ts';
import type { Http, Kinship, Migration, Platform } from '../platform/index.ts';
import type { Status } from '../status/index.ts';
import { caOfficeMigrations } from './migrations.ts';
import { proposalsOn } from './proposals.ts';
import { caOfficeRoutes } from './routes.ts';

export { caOfficeErrors } from './errors.ts';
export { caOfficeMigrations } from './migrations.ts';

export interface CaOfficeModule {
  readonly migrations: readonly Migration[];
  routes(app: Http): void;
}

/** The desk of the CA operators: what they see, and the acts that are theirs. */
export function createCaOffice(
  platform: Platform,
  deps: {
    readonly certificates: Certificates;
    readonly residents: Kinship;
    readonly status: Pick<Status, 'overview' | 'renewCrls'>;
  },
): CaOfficeModule {
  const context = { platform, ...deps };
  const proposals = proposalsOn(context);
  return {
    migrations: caOfficeMigrations,
    routes: (app) => caOfficeRoutes(app, context, proposals),
  };
}
