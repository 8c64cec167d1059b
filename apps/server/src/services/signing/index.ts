import type { Http, Migration, Platform } from '../../platform/index.ts';
import type { SigningDeps } from './context.ts';
import { signingMigrations } from './migrations.ts';
import { pades } from './pades.ts';
import { signingRoutes } from './routes.ts';

export { signingErrors } from './errors.ts';
export { signingMigrations } from './migrations.ts';

export interface SigningModule {
  readonly migrations: readonly Migration[];
  routes(app: Http): void;
}

/** Residents sign PDFs with the signature key of their card (USE-03). */
export function createSigning(
  platform: Platform,
  { cardSignatures, timestamps }: SigningDeps,
): SigningModule {
  const { log } = platform;
  const ceremonies = cardSignatures.of(pades({ log, ...(timestamps && { timestamps }) }));
  return { migrations: signingMigrations, routes: (app) => signingRoutes(app, { platform, ceremonies }) };
}
