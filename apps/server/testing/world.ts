import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeyCustody } from '@mibun/pki';
import { CardTray } from '@mibun/reader';
import type { Addition } from '../src/addition.ts';
import { composeModules, type Modules } from '../src/compose.ts';
import type { Country, Municipality } from '../src/country/index.ts';
import { describeMigrations } from '../src/describe.ts';
import { type Chips, noChipsHere } from '../src/issuance/chips/index.ts';
import { openChipKeyPool } from '../src/issuance/production/index.ts';
import {
  type Access,
  type Actor,
  type Config,
  type Http,
  openHttp,
  perMinuteOf,
  type Tx,
} from '../src/platform/index.ts';
import { systemRoutes } from '../src/system-routes.ts';
import { testCountry } from './country.ts';
import { openTestPlatform, type TestPlatform } from './platform.ts';
import { type Caller, callerOn, type Send, sendOn } from './staff.ts';

export interface WorldOptions {
  /** Where it differs from the country of the example. */
  readonly country?: Partial<Country>;
  readonly towns?: readonly Municipality[];
  readonly now?: Date;
  readonly config?: Partial<Config>;
  readonly custody?: KeyCustody;
  /** A tray of software chips, which are made here; without it nothing is encoded. */
  readonly tray?: true;
  /** The server reaches the chips of its tray while it makes them; afterwards each lies in the reader of a person. */
  readonly plastic?: true;
  readonly additions?: readonly Addition[];
  /** Nothing is certified: the certification authorities stay shut. */
  readonly withoutAuthorities?: true;
  /** Another platform for the modules, such as one whose mail goes somewhere. */
  readonly over?: (platform: TestPlatform) => TestPlatform;
  /** Failures that the test provokes are not logged. */
  readonly silent?: true;
  /** Before the routes are there: hooks and routes of the test. */
  readonly http?: (app: Http, modules: Modules) => void;
}

export interface WorldRoute {
  readonly method: string;
  readonly url: string;
  readonly access: Access;
  readonly cache: 'public' | undefined;
  /** Calls of one client; undefined: as many as it likes. */
  readonly perMinute: number | undefined;
  /** Why it may. */
  readonly unbounded: string | undefined;
}

/** What each module gives to others, under its name. */
type Apis = {
  readonly [K in keyof Modules as Modules[K] extends { readonly api: unknown }
    ? K
    : never]: Modules[K] extends { readonly api: infer A } ? A : never;
};

export interface World extends Apis {
  readonly platform: TestPlatform;
  readonly modules: Modules;
  readonly app: Http;
  /** Every address that says who may call it. */
  readonly routes: readonly WorldRoute[];
  /** Somebody who calls by the names of the contracts, logged in for each call. */
  as(actor: Actor): Caller;
  /** The same by method and address. */
  readonly call: Send;
  query<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface WorldOfCards extends World {
  readonly tray: CardTray;
}

/**
 * The composed server in a small country: real database, jobs, HTTP and certification authorities; nothing listens. A
 * test that needs a database alone has `openTestPlatform`.
 */
export async function openWorld(options: WorldOptions & { readonly tray: true }): Promise<WorldOfCards>;
export async function openWorld(options?: WorldOptions): Promise<World>;
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const { additions = [], config, custody, now, over = (platform) => platform, towns } = options;
  const country = testCountry({ ...options.country, ...(towns && { municipalities: towns }) });
  const opened = await openTestPlatform({
    migrations: describeMigrations(country, additions),
    shared: true,
    ...(config && { config }),
    ...(custody && { custody }),
    ...(now && { now }),
  });
  const platform = over(opened);
  const chips = options.tray && openTray(platform);
  const reached = chips && (options.plastic ? factoryOf(chips.tray) : chips.tray);
  const modules = composeModules(platform, { country, chips: reached ?? noChipsHere });
  if (!options.withoutAuthorities) await modules.certificates.api.open();
  const app = await openHttp({
    ...platform,
    ...(options.silent && { log: { ...platform.log, error: () => {} } as typeof platform.log }),
  });
  const routes: WorldRoute[] = [];
  app.addHook('onRoute', ({ method, url, config }) => {
    for (const each of [method].flat()) {
      if (config?.access && each !== 'HEAD') {
        const { access, cache, unbounded } = config;
        routes.push({ method: each, url, access, cache, unbounded, perMinute: perMinuteOf(config) });
      }
    }
  });
  options.http?.(app, modules);
  systemRoutes(app, platform, country);
  for (const module of Object.values(modules)) if ('routes' in module) module.routes(app);
  for (const addition of additions) addition.routes?.(app, platform, modules);
  await app.ready();
  await platform.jobs.start();
  const send = sendOn(platform, app);
  return {
    ...apisOf(modules),
    platform,
    modules,
    app,
    routes,
    ...(chips && { tray: chips.tray }),
    as: (actor) => callerOn(send, actor),
    call: send,
    query: (work) => platform.database.query(work),
    inTransaction: (work) => platform.database.transaction(work),
    async close() {
      await app.close();
      chips?.close();
      await opened.close();
    },
  };
}

function apisOf(modules: Modules): Apis {
  const entries = Object.entries(modules).flatMap(([name, module]) =>
    'api' in module ? [[name, module.api]] : [],
  );
  return Object.fromEntries(entries) as Apis;
}

const factoryOf = (tray: CardTray): Chips => ({
  ...noChipsHere,
  manufacture: (blank) => tray.manufacture(blank),
  insert: (serial) => tray.insert(serial),
});

function openTray({ random }: TestPlatform) {
  const folder = mkdtempSync(join(tmpdir(), 'mibun-tray-'));
  const pool = openChipKeyPool();
  const tray = CardTray.open({
    directory: folder,
    key: random.bytes(32),
    surroundings: { random: random.bytes, generateKey: pool.generateKey },
  });
  return {
    tray,
    close() {
      pool.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
