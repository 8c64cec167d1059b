import { noChipsHere } from './chips/index.ts';
import { allMigrations, composeModules, type Modules } from './compose.ts';
import { demoKioskRoutes } from './demo/kiosk/routes.ts';
import { lifeRoutes } from './demo/life/routes.ts';
import { mailboxMigrations, mailboxRoutes } from './demo/mailbox/create.ts';
import { demoCountry } from './demo/municipalities.ts';
import { personaRoutes } from './demo/personas/routes.ts';
import { progressMigrations } from './demo/progress.ts';
import {
  allErrors,
  type Http,
  type Lifecycles,
  lifecyclesOn,
  type Migration,
  openHttp,
  type Platform,
  readConfig,
} from './platform/index.ts';
import { systemRoutes } from './system-routes.ts';

export interface SystemDescription {
  readonly openapi: unknown;
  readonly errors: ReturnType<typeof allErrors>;
  /** Every route with who may call it. */
  readonly routes: readonly { readonly method: string; readonly url: string; readonly access: unknown }[];
  /** The life-cycle tables that the modules run on. */
  readonly lifecycles: ReturnType<Lifecycles['all']>;
}

/**
 * What the system is, without starting it: modules are composed over a platform that refuses every use, which also proves
 * that composing does nothing yet.
 */
export async function describeSystem(): Promise<SystemDescription> {
  const platform = platformThatRefuses();
  const modules = composedOnly(platform);
  const app: Http = await openHttp(platform);
  const routes: { method: string; url: string; access: unknown }[] = [];
  app.addHook('onRoute', ({ method, url, config }) => {
    const methods = Array.isArray(method) ? method : [method];
    for (const each of methods) {
      if (each !== 'HEAD') routes.push({ method: each, url, access: config?.access ?? null });
    }
  });
  systemRoutes(app, platform, demoCountry);
  for (const module of Object.values(modules)) if ('routes' in module) module.routes(app);
  mailboxRoutes(app, platform);
  personaRoutes(app, platform);
  lifeRoutes(app, platform, { applications: modules.applications.api, cards: modules.cards.api });
  demoKioskRoutes(app, platform, modules.devices.api);
  await app.ready();
  const openapi: unknown = JSON.parse(JSON.stringify(app.swagger()));
  await app.close();
  return { openapi, errors: allErrors(), routes, lifecycles: platform.lifecycles.all() };
}

/** Every table of an installation, in the order in which they come to be. */
export function describeMigrations(): readonly Migration[] {
  return [...allMigrations(composedOnly(platformThatRefuses())), ...mailboxMigrations, ...progressMigrations];
}

function composedOnly(platform: Platform): Modules {
  return composeModules(platform, {
    country: demoCountry,
    chips: noChipsHere,
  });
}

function refusing(name: string): object {
  return new Proxy(
    {},
    {
      get(_target, property) {
        if (typeof property === 'symbol' || property === 'then') return undefined;
        return () => {
          throw new Error(`${name}.${property} was used while the system was only described`);
        };
      },
    },
  );
}

function platformThatRefuses(): Platform {
  const parts = ['clock', 'random', 'database', 'mail', 'audit', 'vault', 'blobs', 'custody', 'log'];
  const refusals = Object.fromEntries(parts.map((part) => [part, refusing(part)]));
  return {
    ...refusals,
    lifecycles: lifecyclesOn(refusals as unknown as Platform),
    config: readConfig({}),
    jobs: { ...refusing('jobs'), define: () => {} },
    sessions: { ...refusing('sessions'), onEnd: () => {} },
  } as unknown as Platform;
}
