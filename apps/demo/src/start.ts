import type { CardTray } from '@mibun/reader';
import { type Config, type Running, type StartOptions, startMibun } from '@mibun/server';
import { giveMemoryBack, openChipKeyPool, type Preparing, systemClock } from '@mibun/server/addition';
import { demoAddition } from './addition.ts';
import { startBank } from './bank/index.ts';
import { openDemoChips } from './chips.ts';
import { demoCountry } from './demo-country.ts';
import { keepMail } from './mailbox/mails.ts';
import { catchMail } from './mailbox/smtp-server.ts';
import { makeStaffCards, settlePeople } from './make-country.ts';
import { settleVerifier } from './settle-verifier.ts';

export const DEMO_RESIDENTS = 400;

export interface DemoOptions
  extends Pick<StartOptions, 'clock' | 'random' | 'webRoot' | 'onProgress' | 'stopping'> {
  /** How many people the demo country has. */
  readonly residents?: number;
}

export interface RunningDemo extends Running {
  /** The software cards of everybody. */
  readonly tray: CardTray;
  /** The demo's staff have their cards; at once at every start but the first. Also after `close()`. */
  readonly ready: Promise<void>;
}

/** Starts a server with the demo country, its mail provider, the software cards of its people, and the sample bank. */
export async function startDemo(config: Config, options: DemoOptions = {}): Promise<RunningDemo> {
  // A caller without types is refused, too: the keys and PINs of everybody would lie in the folder.
  if (config.mode !== 'demo') throw new Error('the demo is started in demo mode only');
  const { residents = DEMO_RESIDENTS, clock = systemClock, onProgress = () => {}, ...others } = options;
  const stopping = new AbortController();
  options.stopping?.addEventListener('abort', () => stopping.abort(options.stopping?.reason));
  const making = { residents, onProgress, stopping: stopping.signal };
  const closers: (() => Promise<void> | void)[] = [];
  const close = async () => {
    stopping.abort();
    for (const step of closers.splice(0).reverse()) await step();
  };
  let preparing: Preparing = null;
  let tray: CardTray | undefined;
  try {
    const running = await startMibun(config, {
      ...others,
      clock,
      onProgress,
      country: demoCountry,
      openPost: ({ ports }, database) =>
        catchMail(ports.smtp, async (mail) => {
          const open = database();
          if (open) await keepMail(open, clock.now(), mail);
        }),
      async openChips({ config: { dataDirectory }, custody, random }) {
        const keys = openChipKeyPool();
        closers.push(() => keys.close());
        tray = await openDemoChips(dataDirectory, { custody, random, keys });
        return tray;
      },
      additions: [
        {
          ...demoAddition,
          async settle(platform, modules) {
            await settlePeople(platform, modules, making);
            await settleVerifier(platform, modules);
          },
        },
      ],
      preparing: () => preparing,
    });
    closers.push(() => running.close());
    const { platform, modules } = running;
    const cards = tray;
    if (!cards) throw new Error('the server opened no chips');
    const bank = await startBank({
      config: platform.config,
      register: (service) =>
        platform.database.transaction((tx) => modules.login.api.registerService(tx, service)),
      ...(options.webRoot && { webRoot: options.webRoot }),
    });
    closers.push(() => bank.close());

    const ready = (async () => {
      const onCard = (done: number, of: number) => {
        preparing = { done, of };
      };
      await makeStaffCards(platform, modules, cards, { ...making, onCard });
      preparing = null;
      giveMemoryBack();
    })();
    const settled = ready.catch((error: unknown) => {
      platform.log.error(
        { err: error },
        'the staff cards are not all made; the next start goes on with them',
      );
    });
    closers.push(() => settled);
    return { platform, modules, tray: cards, ready, close };
  } catch (error) {
    await close();
    throw error;
  }
}
