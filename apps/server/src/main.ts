import { mkdirSync } from 'node:fs';
import type { CardTray } from '@mibun/reader';
import { type Chips, type DemoConfig, isDemo, noChipsHere } from './chips/index.ts';
import { allMigrations, composeModules, type Modules } from './compose.ts';
import { refuseDemoDatabase, refuseDemoFolder } from './no-demo-data.ts';
import { servePages } from './pages.ts';
import {
  type Clock,
  type Config,
  giveMemoryBack,
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
import { openChipKeyPool } from './production/index.ts';
import { inCountry, readCountry } from './read-country.ts';
import { type Preparing, systemRoutes } from './system-routes.ts';
import { startUpkeep } from './upkeep.ts';
import { openVerifierDoor } from './verifiers/index.ts';

export interface Running {
  readonly platform: Platform;
  readonly modules: Modules;
  /** The demo's software cards; asking for them in production is a mistake and throws. */
  readonly tray: CardTray;
  /** The demo's staff have their cards; at once in production and at every start but the first. Also after `close()`. */
  readonly ready: Promise<void>;
  /** Stops listening, lets running jobs end, closes the database. */
  close(): Promise<void>;
}

export interface StartOptions {
  readonly clock?: Clock;
  readonly random?: Random;
  /** Folder of the built pages; without it only the API answers. */
  readonly webRoot?: string;
  /** Encoders and readers of a production installation; the demo has its own. */
  readonly chips?: Chips;
  /** How many people the demo country has. */
  readonly residents?: number;
  readonly onProgress?: (what: string) => void;
  /** Set when the system is to stop before it has started: rejects with the signal's reason, and has closed everything. */
  readonly stopping?: AbortSignal;
}

export const DEMO_RESIDENTS = 400;
/** Until it lies in the database, an operator has to know it: a second process would have its own. */
const ONE_PROCESS =
  'one process per installation: rate limits, conversations with cards at a counter, the queue for photos and PDFs and the cache of OCSP answers are kept in the memory of this process, and end with it; do not start a second one behind the same address';

type Demo = typeof import('./demo/everything.ts');

/** Starts one installation: configuration → adapters → modules → HTTP. */
export async function startMibun(asked: Config, options: StartOptions = {}): Promise<Running> {
  const { clock = systemClock, random = systemRandom, onProgress = () => {} } = options;
  const stopping = new AbortController();
  options.stopping?.addEventListener('abort', () => stopping.abort(options.stopping?.reason));
  /** Between two parts of the start is where it can be called off. */
  const goOn = () => {
    options.stopping?.throwIfAborted();
  };
  const closers: (() => Promise<void> | void)[] = [];
  const close = async () => {
    stopping.abort();
    for (const step of closers.splice(0).reverse()) await step();
  };
  try {
    // What is only for show is not even loaded elsewhere: a production server has no software chips and no invented people.
    const shown = isDemo(asked) ? await import('./demo/everything.ts') : undefined;
    const country = shown ? shown.demoCountry : readCountry(asked.countryFolder ?? '');
    const config = inCountry(asked, country);
    const demo = shown && isDemo(config) ? { config, ...shown } : undefined;
    mkdirSync(config.dataDirectory, { recursive: true, mode: 0o700 });
    if (!demo) refuseDemoFolder(config.dataDirectory);
    const custody = openCustody(config.custody, { dataDirectory: config.dataDirectory, random });
    closers.push(() => custody.close());
    let platform: Platform | undefined;
    const catcher =
      config.smtpUrl || !demo
        ? undefined
        : await demo.catchMail(config.ports.smtp, async (mail) => {
            if (platform) await demo.keepMail(platform.database, clock.now(), mail);
          });
    if (catcher) closers.push(() => catcher.close());

    goOn();
    onProgress('opening the database');
    const opened = await openPlatform({
      config,
      clock,
      random,
      custody,
      smtpUrl: config.smtpUrl ?? catcher?.url ?? '',
    });
    platform = opened;
    closers.push(() => opened.database.close());
    if (!demo) await refuseDemoDatabase(opened.database);
    const tray = demo && (await openTray(demo));
    const chips = tray ?? options.chips ?? noChipsHere;
    const modules = composeModules(opened, { country, chips });
    await migrate(opened.database, [
      ...allMigrations(modules),
      ...(demo ? [...demo.mailboxMigrations, ...demo.progressMigrations] : []),
    ]);
    goOn();
    onProgress('opening the certification authorities');
    await modules.certificates.api.open();
    goOn();
    await opened.jobs.start();
    closers.push(() => opened.jobs.stop());

    const making = {
      residents: options.residents ?? DEMO_RESIDENTS,
      onProgress,
      stopping: stopping.signal,
    };
    if (demo) {
      await demo.settlePeople(opened, modules, making);
      await demo.settleVerifier(opened, modules);
    }
    goOn();
    await modules.counter.reconcile();
    goOn();
    const app = await openHttp({ ...opened, database: opened.database });
    let preparing: Preparing = null;
    systemRoutes(app, opened, country, () => preparing);
    for (const module of Object.values(modules)) if ('routes' in module) module.routes(app);
    if (demo) {
      demo.mailboxRoutes(app, opened);
      demo.personaRoutes(app, opened);
      demo.lifeRoutes(app, opened, { applications: modules.applications.api, cards: modules.cards.api });
      demo.demoKioskRoutes(app, opened, modules.devices.api);
    }
    if (options.webRoot) await servePages(app, options.webRoot, config.mode);
    for (const warning of [...originWarnings(config), ONE_PROCESS]) opened.log.warn(warning);
    closers.push(startUpkeep(modules, opened));
    closers.push(modules.verifiers.api.startFlushing());
    await app.listen({ host: config.host, port: config.ports.server });
    closers.push(() => app.close());
    if (config.verifierDoor) {
      const door = await openVerifierDoor(app, { host: config.host, ...config.verifierDoor });
      closers.push(() => door.close());
    }
    if (demo) {
      const bank = await demo.startBank({
        config,
        register: (service) =>
          opened.database.transaction((tx) => modules.identity.api.registerService(tx, service)),
        ...(options.webRoot && { webRoot: options.webRoot }),
      });
      closers.push(() => bank.close());
    }
    const ready = demo && tray ? makeCards(demo, tray) : Promise.resolve();
    const settled = ready.catch((error: unknown) => {
      opened.log.error({ err: error }, 'the staff cards are not all made; the next start goes on with them');
    });
    closers.push(() => settled);
    return {
      platform: opened,
      modules,
      get tray() {
        if (!tray) throw new Error('there are no software cards outside the demo');
        return tray;
      },
      ready,
      close,
    };

    function openTray({
      config: demoConfig,
      openDemoChips,
    }: Demo & { config: DemoConfig }): Promise<CardTray> {
      const keys = openChipKeyPool();
      closers.push(() => keys.close());
      return openDemoChips(demoConfig, { custody, random, keys });
    }

    async function makeCards({ makeStaffCards }: Demo, cards: CardTray): Promise<void> {
      const onCard = (done: number, of: number) => {
        preparing = { done, of };
      };
      await makeStaffCards(opened, modules, cards, { ...making, onCard });
      preparing = null;
      giveMemoryBack();
    }
  } catch (error) {
    await close();
    throw error;
  }
}
