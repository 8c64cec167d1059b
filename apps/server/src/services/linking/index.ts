import type { Http, Migration, Module, Platform } from '../../platform/index.ts';
import type { Linking } from './api.ts';
import { consentFormat } from './consent-format.ts';
import type { LinkingDeps } from './context.ts';
import { expireDue } from './expire.ts';
import { consentLife } from './life.ts';
import { linkingMigrations } from './migrations.ts';
import { makeOffer } from './offers.ts';
import { portalRoutes } from './portal-routes.ts';
import { verifierServiceRoutes } from './verifier-routes.ts';

export { ATTRIBUTE_ITEMS, type AttributeItem, type ConsentOffer, type Linking } from './api.ts';
export { linkingErrors } from './errors.ts';
export { linkingMigrations } from './migrations.ts';

export interface LinkingModule extends Module {
  readonly api: Linking;
  readonly migrations: readonly Migration[];
  routes(app: Http): void;
}

/** Pairwise ids and current attributes for accredited verifiers, inside what residents have signed (pki.md §5). */
export function createLinking(platform: Platform, deps: LinkingDeps): LinkingModule {
  const consents = { platform, ...deps, life: consentLife(platform) };
  const context = { ...consents, ceremonies: deps.cardSignatures.of(consentFormat(consents)) };
  return {
    api: {
      offer: (tx, verifierId, offer) => makeOffer(platform, tx, verifierId, offer),
      expireDue: () => expireDue(context),
    },
    migrations: linkingMigrations,
    upkeep: [() => expireDue(context)],
    routes(app) {
      verifierServiceRoutes(app, context);
      portalRoutes(app, context);
    },
  };
}
