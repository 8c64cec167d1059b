import { createServer } from 'node:net';
import { join } from 'node:path';
import { demo, type Running, readConfig, startMibun } from '@mibun/server';
import { must } from './story.ts';
import { Visitor } from './visitor.ts';

export type StaffKey = (typeof demo.staffPersonas)[number]['key'];

/** One instance of Mibun with its people, reached as browsers and cards reach it. */
export interface World {
  readonly running: Running;
  readonly origin: string;
  visitor(): Visitor;
  /** A member of the demo staff, logged in with their own card. */
  staff(key: StaffKey): Promise<Visitor>;
  /** Waits until what the last act has caused (letters, mails, cards on their way) has happened. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export async function openWorld(folder: string, onProgress: (what: string) => void): Promise<World> {
  const port = await fourFreePorts();
  const config = readConfig({
    MIBUN_DATA: join(folder, 'data'),
    MIBUN_PORT: String(port),
    MIBUN_LOG: process.env.MIBUN_LOG ?? 'error',
    // An empty PostgreSQL database to live in instead of the embedded one.
    DATABASE_URL: process.env.MIBUN_TEST_DATABASE_URL,
  });
  const running = await startMibun(config, { onProgress });
  await running.ready;
  const origin = config.origins.server;
  const sessions = new Map<StaffKey, Promise<Visitor>>();
  return {
    running,
    origin,
    visitor: () => new Visitor(origin),
    staff(key) {
      const present = sessions.get(key);
      if (present) return present;
      const logged = logInStaff(running, origin, key);
      sessions.set(key, logged);
      return logged;
    },
    settled: () => running.platform.jobs.settled(),
    close: () => running.close(),
  };
}

async function logInStaff(running: Running, origin: string, key: StaffKey): Promise<Visitor> {
  const { name, staff } = demo.persona(key);
  const entry = running.tray.list('wallet').find(({ label }) => label === name);
  must(entry !== undefined, `a staff card of ${name} in the wallet`);
  const visitor = new Visitor(origin);
  await visitor.logIn(
    'staff',
    running.tray,
    entry.serial,
    demo.STAFF_CARD_SECRETS[key].authentication,
    staff,
  );
  return visitor;
}

async function fourFreePorts(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const first = 20_000 + Math.floor(Math.random() * 40_000);
    const free = await Promise.all([0, 1, 2, 3].map((offset) => isFree(first + offset)));
    if (free.every(Boolean)) return first;
  }
  throw new Error('no four free ports in a row');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
