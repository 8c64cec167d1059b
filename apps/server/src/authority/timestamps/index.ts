import type { Http, Migration, Platform } from '../../platform/index.ts';
import type { Certificates } from '../certificates/index.ts';
import type { TimeStamps } from './api.ts';
import { timestampsRoutes } from './routes.ts';
import { stampingOn } from './stamp.ts';
import { timestampsMigrations } from './store.ts';

export type { TimeStamps } from './api.ts';
export { timestampsMigrations } from './store.ts';

export interface TimeStampsModule {
  readonly api: TimeStamps;
  readonly migrations: readonly Migration[];
  routes(app: Http): void;
}

/** The time-stamp authority (RFC 3161), certified by the institution CA. */
export function createTimeStamps(
  platform: Platform,
  deps: { readonly certificates: Certificates },
): TimeStampsModule {
  const api = stampingOn(platform, deps.certificates);
  return { api, migrations: timestampsMigrations, routes: (app) => timestampsRoutes(app, api) };
}
