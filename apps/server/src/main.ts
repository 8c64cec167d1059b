import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyCustody } from '@mibun/pki';
import { CardTray } from '@mibun/reader';
import { allMigrations, composeModules, type Modules } from './compose.ts';
import { startBank } from './demo/bank/index.ts';
import { demoKioskRoutes } from './demo/kiosk/routes.ts';
import { keepMail, mailboxMigrations, mailboxRoutes } from './demo/mailbox/create.ts';
import { catchMail } from './demo/mailbox/smtp-server.ts';
import { makeStaffCards, settlePeople } from './demo/make-country.ts';
import { demoMunicipalities } from './demo/municipalities.ts';
import { personaRoutes } from './demo/personas/routes.ts';
import { progressMigrations } from './demo/progress.ts';
import { settleVerifier } from './demo/settle-verifier.ts';
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
import { type ChipKeyPool, openChipKeyPool } from './production/index.ts';
import { type Preparing, systemRoutes } from './system-routes.ts';
import { startUpkeep } from './upkeep.ts';
import { openVerifierDoor } from './verifiers/index.ts';

export interface Running {
  readonly platform: Platform;
  readonly modules: Modules;
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
  /** How many people the demo country has. */
  readonly residents?: number;
  readonly onProgress?: (what: string) => void;
}

export const DEMO_RESIDENTS = 400;
const TRAY_KEY = 'card-tray';
/** Until it lies in the database, an operator has to know it: a second process would have its own. */
const ONE_PROCESS =
  'one process per installation: rate limits, conversations with cards at a counter, the queue for photos and PDFs and the cache of OCSP answers are kept in the memory of this process, and end with it; do not start a second one behind the same address';

/** Starts one installation: configuration → adapters → modules → HTTP. */
export async function startMibun(config: Config, options: StartOptions = {}): Promise<Running> {
  const { clock = systemClock, random = systemRandom, onProgress = () => {} } = options;
  const stopping = new AbortController();
  const closers: (() => Promise<void> | void)[] = [];
  const close = async () => {
    stopping.abort();
    for (const step of closers.splice(0).reverse()) await step();
  };
  try {
    mkdirSync(config.dataDirectory, { recursive: true, mode: 0o700 });
    const custody = openCustody(config.custody, { dataDirectory: config.dataDirectory, random });
    closers.push(() => custody.close());
    let platform: Platform | undefined;
    const catcher = config.smtpUrl
      ? undefined
      : await catchMail(config.ports.smtp, async (mail) => {
          if (platform) await keepMail(platform.database, clock.now(), mail);
        });
    if (catcher) closers.push(() => catcher.close());

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
    const keys = openChipKeyPool();
    closers.push(() => keys.close());
    const tray = await openTray(config, custody, random, keys);
    const modules = composeModules(opened, { municipalities: demoMunicipalities, tray });
    await migrate(opened.database, [...allMigrations(modules), ...mailboxMigrations, ...progressMigrations]);
    onProgress('opening the certification authorities');
    await modules.certificates.api.open();
    await opened.jobs.start();
    closers.push(() => opened.jobs.stop());

    const making = {
      residents: options.residents ?? DEMO_RESIDENTS,
      onProgress,
      stopping: stopping.signal,
    };
    if (config.mode === 'demo') {
      await settlePeople(opened, modules, making);
      await settleVerifier(opened, modules);
    }
    await modules.counter.reconcile();
    const app = await openHttp({ ...opened, database: opened.database });
    let preparing: Preparing = null;
    systemRoutes(app, opened, () => preparing);
    for (const module of Object.values(modules)) if ('routes' in module) module.routes(app);
    mailboxRoutes(app, opened);
    personaRoutes(app, opened);
    demoKioskRoutes(app, opened, modules.devices.api);
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
    if (config.mode === 'demo') {
      const bank = await startBank({
        config,
        register: (service) =>
          opened.database.transaction((tx) => modules.identity.api.registerService(tx, service)),
        ...(options.webRoot && { webRoot: options.webRoot }),
      });
      closers.push(() => bank.close());
    }
    const ready = config.mode === 'demo' ? makeCards() : Promise.resolve();
    const settled = ready.catch((error: unknown) => {
      opened.log.error({ err: error }, 'the staff cards are not all made; the next start goes on with them');
    });
    closers.push(() => settled);
    return { platform: opened, modules, tray, ready, close };

    async function makeCards(): Promise<void> {
      const onCard = (done: number, of: number) => {
        preparing = { done, of };
      };
      await makeStaffCards(opened, modules, tray, { ...making, onCard });
      preparing = null;
      giveMemoryBack();
    }
  } catch (error) {
    await close();
    throw error;
  }
}

async function openTray(
  config: Config,
  custody: KeyCustody,
  random: Random,
  keys: ChipKeyPool,
): Promise<CardTray> {
  if (!(await custody.has(TRAY_KEY))) await custody.createSecret(TRAY_KEY, { bytes: 32, extractable: true });
  return CardTray.open({
    directory: join(config.dataDirectory, 'cards'),
    key: await custody.unwrapSecret(TRAY_KEY),
    surroundings: { random: random.bytes, generateKey: keys.generateKey },
  });
}
