import type { Certificates } from '../certificates/index.ts';
import type { Http, Migration, Platform } from '../platform/index.ts';
import type { Status } from './api.ts';
import { crlsOn } from './crls.ts';
import { statusMigrations } from './migrations.ts';
import { responderOn } from './responder.ts';
import { type Accredited, statusRoutes } from './routes.ts';
import { validationOn } from './validate.ts';

export type { Status, StatusOutcome, Validation } from './api.ts';
export { statusErrors } from './errors.ts';
export { statusMigrations } from './migrations.ts';
export type { Accredited } from './routes.ts';

export interface StatusModule {
  readonly api: Status;
  readonly migrations: readonly Migration[];
  routes(app: Http): void;
}

/**
 * `accredited` decides who gets the revocation data of the resident CAs. Without it everybody does in demo mode, and
 * nobody in production.
 */
export function createStatus(
  platform: Platform,
  deps: { readonly certificates: Certificates; readonly accredited?: Accredited },
): StatusModule {
  const { certificates } = deps;
  const accredited = deps.accredited ?? (() => platform.config.mode === 'demo');
  const responder = responderOn(platform, certificates);
  const crls = crlsOn(platform, certificates);
  return {
    api: validationOn(platform, certificates),
    migrations: statusMigrations,
    routes: (app) => statusRoutes(app, { platform, certificates, responder, crls, accredited }),
  };
}
