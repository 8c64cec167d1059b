import { mkdirSync } from 'node:fs';
import type { KeyCustody } from '@mibun/pki';
import type { Addition } from './addition.ts';
import { openVerifierDoor } from './authority/verifiers/index.ts';
import { allMigrations, composeModules, type Modules } from './compose.ts';
import type { Country } from './country/index.ts';
import { type Chips, demandTransportKey, noChipsHere, openEncoders } from './issuance/chips/index.ts';
import { rosterOf } from './modules.ts';
import { refuseDemoDatabase, refuseDemoFolder, refuseLiveDatabase } from './no-demo-data.ts';
import { servePages } from './pages.ts';
import {
  type Clock,
  type Config,
  ConfigurationError,
  type Database,
  migrate,
  openCustody,
  openHttp,
  openPlatform,
  originWarnings,
  type Platform,
  type Random,
  systemClock,
  systemRandom,
} from './platform/index.ts';
import { inCountry, readCountry } from './read-country.ts';
import { readServices } from './read-services.ts';
import { demandOutbox } from './registry/notices/index.ts';
import { type Preparing, systemRoutes } from './system-routes.ts';
import { startUpkeep } from './upkeep.ts';

export interface Running {
  readonly platform: Platform;
  readonly modules: Modules;
  /** Stops listening, lets running jobs end, closes the database. */
  close(): Promise<void>;
}

/** Of which encoders and readers are made. */
export interface ChipParts {
  readonly config: Config;
  readonly custody: KeyCustody;
  readonly random: Random;
}

/** Where the mails of an installation go that was told no SMTP server. */
export interface Post {
  readonly url: string;
  close(): Promise<void>;
}

export interface StartOptions {
  readonly clock?: Clock;
  readonly random?: Random;
  /** Folder of the built pages; without it only the API answers. */
  readonly webRoot?: string;
  /** Encoders and readers of this installation; without them it makes no card. */
  readonly openChips?: (parts: ChipParts) => Promise<Chips>;
  readonly onProgress?: (what: string) => void;
  /** Set when the system is to stop before it has started: rejects with the signal's reason, and has closed everything. */
  readonly stopping?: AbortSignal;
  /** The country that is served; without it the one of MIBUN_COUNTRY. Like what follows, never in production. */
  readonly country?: Country;
  /** Takes mails in; `database` has none before it is open. */
  readonly openPost?: (config: Config, database: () => Database | undefined) => Promise<Post>;
  readonly additions?: readonly Addition[];
  /** What is still being made while the first visitors look around. */
  readonly preparing?: () => Preparing;
}

/** Until it lies in the database, an operator has to know it: a second process would have its own. */
const ONE_PROCESS =
  'one process per role: rate limits, conversations with cards at a counter and the queue for photos and PDFs are kept in the memory of this process, and end with it; do not start a second one with the same role';

/** Starts one installation: configuration → adapters → modules → HTTP. */
export async function startMibun(asked: Config, options: StartOptions = {}): Promise<Running> {
  const { clock = systemClock, random = systemRandom, onProgress = () => {}, additions = [] } = options;
  const inProduction = asked.mode === 'production';
  if (inProduction) refuseAdditions(options);
  /** Between two parts of the start is where it can be called off. */
  const goOn = () => {
    options.stopping?.throwIfAborted();
  };
  const closers: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (const step of closers.splice(0).reverse()) await step();
  };
  try {
    const country = options.country ?? readCountry(asked.countryFolder ?? '');
    const config = inCountry(asked, country);
    const services = readServices(config);
    mkdirSync(config.dataDirectory, { recursive: true, mode: 0o700 });
    if (inProduction) refuseDemoFolder(config.dataDirectory);
    demandTransportKey(config.transportKeyFile);
    demandOutbox(config.letterFolder);
    const custody = openCustody(config.custody, { dataDirectory: config.dataDirectory, random });
    closers.push(() => custody.close());
    let platform: Platform | undefined;
    const post = config.smtpUrl ? undefined : await options.openPost?.(config, () => platform?.database);
    if (post) closers.push(() => post.close());

    goOn();
    onProgress('opening the database');
    const opened = await openPlatform({
      config,
      clock,
      random,
      custody,
      smtpUrl: config.smtpUrl ?? post?.url ?? '',
    });
    platform = opened;
    closers.push(() => opened.database.close());
    if (inProduction) await refuseDemoDatabase(opened.database);
    else if (additions.length > 0) await refuseLiveDatabase(opened.database);
    const encoders = config.encoders && (await openEncoders(config, config.encoders, random, opened.log));
    if (encoders) closers.push(() => encoders.close());
    const chips = (await options.openChips?.({ config, custody, random })) ?? encoders ?? noChipsHere;
    const modules = composeModules(opened, { country, chips, services });
    await migrate(opened.database, allMigrations(modules, additions));
    goOn();
    onProgress('opening the certification authorities');
    await modules.certificates.api.open();
    goOn();
    const roster = rosterOf(modules, opened);
    await opened.jobs.start({ working: roster.has('work') });
    closers.push(() => opened.jobs.stop());
    if (encoders) closers.push(() => encoders.stopWaiting());

    for (const addition of additions) await addition.settle?.(opened, modules);
    goOn();
    for (const module of roster.served) await module.reconcile?.();
    goOn();
    const app = await openHttp({ ...opened, database: opened.database });
    systemRoutes(app, opened, country, options.preparing);
    for (const module of roster.served) module.routes?.(app);
    for (const addition of additions) addition.routes?.(app, opened, modules);
    if (options.webRoot) {
      const added = additions.flatMap(({ pages = [] }) => pages);
      await servePages(app, options.webRoot, { has: roster.has, added });
    }
    for (const warning of [...originWarnings(config), ONE_PROCESS]) opened.log.warn(warning);
    closers.push(startUpkeep(roster, opened));
    for (const module of roster.all) {
      const stop = module.run?.();
      if (stop) closers.push(stop);
    }
    await app.listen({ host: config.host, port: config.ports.server });
    closers.push(() => app.close());
    if (config.verifierDoor && roster.has('authority')) {
      const door = await openVerifierDoor(app, { host: config.host, ...config.verifierDoor });
      closers.push(() => door.close());
    }
    return { platform: opened, modules, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A production server is what its configuration and its country's folder say, whoever starts it. */
function refuseAdditions({ country, openPost, additions = [], preparing }: StartOptions): void {
  if (!country && !openPost && additions.length === 0 && !preparing) return;
  throw new ConfigurationError('a production server is started as it is', [
    'MIBUN_MODE is "production", but the program that starts the server brings a country, mail or pages of its own',
  ]);
}
