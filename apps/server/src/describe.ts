import type { Addition } from './addition.ts';
import { allMigrations, composeModules, type Modules } from './compose.ts';
import type { Country } from './country/index.ts';
import { noChipsHere } from './issuance/chips/index.ts';
import { byRole } from './modules.ts';
import {
  allErrors,
  type Http,
  type Lifecycles,
  lifecyclesOn,
  type Migration,
  openHttp,
  type Platform,
  perMinuteOf,
  type Role,
  readConfig,
  type TwoPersons,
  twoPersonsOn,
} from './platform/index.ts';
import { systemRoutes } from './system-routes.ts';

export interface SystemDescription {
  readonly openapi: unknown;
  readonly errors: ReturnType<typeof allErrors>;
  /** Every route with who may call it and whose process serves it (null: every one); `added` those that are no server's own. */
  readonly routes: readonly {
    readonly method: string;
    readonly url: string;
    readonly access: unknown;
    readonly role: Role | null;
    readonly added: boolean;
    /** Calls of one client, or why there is no limit. */
    readonly limit: number | string | null;
  }[];
  /** The life-cycle tables that the modules run on. */
  readonly lifecycles: ReturnType<Lifecycles['all']>;
  /** The acts that take two persons. */
  readonly twoPersons: ReturnType<TwoPersons['all']>;
}

/**
 * What the system is, without starting it: modules are composed over a platform that refuses every use, which also proves
 * that composing does nothing yet.
 */
export async function describeSystem(
  country: Country,
  additions: readonly Addition[] = [],
): Promise<SystemDescription> {
  const platform = platformThatRefuses();
  const modules = composedOnly(platform, country);
  const app: Http = await openHttp(platform);
  const routes: SystemDescription['routes'][number][] = [];
  let added = false;
  let role: Role | null = null;
  app.addHook('onRoute', ({ method, url, config }) => {
    const methods = Array.isArray(method) ? method : [method];
    for (const each of methods) {
      if (each === 'HEAD') continue;
      const limit = perMinuteOf(config) ?? config?.unbounded ?? null;
      routes.push({ method: each, url, access: config?.access ?? null, role, added, limit });
    }
  });
  systemRoutes(app, platform, country);
  for (const part of byRole(modules)) {
    role = part.role;
    part.module.routes?.(app);
    // What modules mount as a part of its own is there only now.
    await app.after();
  }
  role = null;
  added = true;
  for (const addition of additions) addition.routes?.(app, platform, modules);
  await app.ready();
  const openapi: unknown = JSON.parse(JSON.stringify(app.swagger()));
  await app.close();
  return {
    openapi,
    errors: allErrors(),
    routes,
    lifecycles: platform.lifecycles.all(),
    twoPersons: platform.twoPersons.all(),
  };
}

/** Every table of an installation, in the order in which they come to be. */
export function describeMigrations(
  country: Country,
  additions: readonly Addition[] = [],
): readonly Migration[] {
  return allMigrations(composedOnly(platformThatRefuses(), country), additions);
}

function composedOnly(platform: Platform, country: Country): Modules {
  return composeModules(platform, { country, chips: noChipsHere });
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
  const jobs = { ...refusing('jobs'), define: () => {} };
  const lifecycles = lifecyclesOn(refusals as unknown as Platform);
  return {
    ...refusals,
    lifecycles,
    twoPersons: twoPersonsOn({ ...refusals, lifecycles, jobs } as unknown as Platform),
    config: readConfig({}),
    jobs,
    sessions: { ...refusing('sessions'), onEnd: () => {} },
  } as unknown as Platform;
}
