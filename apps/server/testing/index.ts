// The composed server for a test, also of a program that adds to it (`@mibun/server/testing`).
import type { Addition } from '../src/addition.ts';
import { allMigrations, composeModules, type Modules } from '../src/compose.ts';
import type { Country } from '../src/country/index.ts';
import { noChipsHere } from '../src/issuance/chips/index.ts';
import { type Access, type Http, migrate, openHttp } from '../src/platform/index.ts';
import { systemRoutes } from '../src/system-routes.ts';
import { openTestPlatform, type TestPlatform } from './platform.ts';

export { refuseDemoDatabase } from '../src/no-demo-data.ts';
export {
  ConfigurationError,
  migrate,
  movableClock,
  openHttp,
  platformMigrations,
} from '../src/platform/index.ts';
export { constraintsAfter } from './constraints.ts';
export { openTestPlatform, type TestPlatform } from './platform.ts';

export interface ComposedRoute {
  readonly method: string;
  readonly url: string;
  readonly access: Access;
  readonly cache: 'public' | undefined;
}

export interface ComposedServer {
  readonly platform: TestPlatform;
  readonly modules: Modules;
  readonly app: Http;
  /** Every address that says who may call it. */
  readonly routes: readonly ComposedRoute[];
  close(): Promise<void>;
}

/** All modules on a test platform, behind real HTTP handling; no CA is open and nothing listens yet. */
export async function openComposedServer(
  country: Country,
  additions: readonly Addition[] = [],
): Promise<ComposedServer> {
  const platform = await openTestPlatform({ migrations: [] });
  const modules = composeModules(platform, { country, chips: noChipsHere });
  await migrate(platform.database, allMigrations(modules, additions));
  const app = await openHttp({
    ...platform,
    log: { ...platform.log, error: () => {} } as typeof platform.log,
  });
  const routes: ComposedRoute[] = [];
  app.addHook('onRoute', ({ method, url, config }) => {
    for (const each of [method].flat()) {
      if (config?.access && each !== 'HEAD') {
        routes.push({ method: each, url, access: config.access, cache: config.cache });
      }
    }
  });
  systemRoutes(app, platform, country);
  for (const module of Object.values(modules)) if ('routes' in module) module.routes(app);
  for (const addition of additions) addition.routes?.(app, platform, modules);
  return {
    platform,
    modules,
    app,
    routes,
    async close() {
      await app.close();
      await platform.close();
    },
  };
}
