import type { Certificates } from '../../authority/certificates/index.ts';
import type { Status } from '../../authority/status/index.ts';
import type { TimeStamps } from '../../authority/timestamps/index.ts';
import type { Http, Migration, Platform } from '../../platform/index.ts';
import { FORGET_JOB, type SigningContext } from './context.ts';
import { endExpired, signingLife } from './life.ts';
import { signingRoutes } from './routes.ts';
import { forgetSigned, signingMigrations } from './store.ts';

export { refusalOf as refusalOfSigner } from './certificate.ts';
export { signingErrors } from './errors.ts';
export { signingMigrations } from './store.ts';

export interface SigningModule {
  readonly migrations: readonly Migration[];
  routes(app: Http): void;
}

/** Residents sign PDFs with the signature key of their card (USE-03). */
export function createSigning(
  platform: Platform,
  deps: {
    readonly certificates: Certificates;
    readonly status: Status;
    /** With it, signatures carry a time stamp (PAdES baseline T). */
    readonly timestamps?: TimeStamps;
  },
): SigningModule {
  const life = signingLife(platform);
  const context: SigningContext = { platform, ...deps, life };
  platform.jobs.define({
    name: FORGET_JOB,
    async run() {
      await endExpired(platform, life);
      await platform.database.transaction((tx) => forgetSigned(tx, platform.clock.now()));
    },
  });
  return { migrations: signingMigrations, routes: (app) => signingRoutes(app, context) };
}
