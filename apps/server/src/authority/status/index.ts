import { clientOf, type Http, type Migration, type Module, type Platform } from '../../platform/index.ts';
import type { Certificates } from '../certificates/index.ts';
import { type Accredited, gatekeeper } from './accredited.ts';
import type { Status } from './api.ts';
import { countersOn } from './counters.ts';
import { crlsOn } from './crls.ts';
import { feedOn } from './feed.ts';
import { statusMigrations } from './migrations.ts';
import { ocspHttpOn } from './ocsp-http.ts';
import { responderOn } from './responder.ts';
import { statusRoutes } from './routes.ts';
import { AUTHORITY_KINDS, publishedGenerations } from './scope.ts';
import { trackerOn } from './tracker.ts';
import { validationOn } from './validate.ts';

export type { Accreditation, Accredited, StatusNeed, StatusVerifier } from './accredited.ts';
export type {
  CrlFigures,
  OcspFigures,
  Status,
  StatusOutcome,
  StatusOverview,
  Validation,
} from './api.ts';
export { statusErrors } from './errors.ts';
export { statusMigrations } from './migrations.ts';

export interface StatusModule extends Module {
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
  const { clock, config, log } = platform;
  const accredited = gatekeeper(platform, deps.accredited);
  const counters = countersOn(clock);
  const tracker = trackerOn(platform, certificates);
  const responder = responderOn(platform, certificates, tracker);
  const crls = crlsOn(platform, certificates, tracker);
  const feed = feedOn(platform, certificates);

  async function upkeep(): Promise<void> {
    await feed.tidy();
    // A responder that draws near its end is replaced here, also where nobody asks.
    for (const kind of AUTHORITY_KINDS) {
      for (const { generation } of publishedGenerations(certificates, kind)) {
        await certificates.responder(kind, generation);
      }
    }
    await crls.renewDue();
  }

  return {
    api: {
      ...validationOn(platform, certificates),
      overview: async () => ({ crls: await crls.figures(), ocsp: counters.figures() }),
      renewCrls: crls.renew,
      upkeep,
    },
    migrations: statusMigrations,
    upkeep: [upkeep],
    run: () => counters.begin(),
    routes: (app) =>
      statusRoutes(app, {
        certificates,
        ocsp: ocspHttpOn({
          ...{ clock, log, responder, counters, accredited },
          clientOf: clientOf(config.trustedProxies),
        }),
        crls,
        feed,
        accredited,
        mode: config.mode,
      }),
  };
}
