import { join } from 'node:path';
import { persona, type RunningDemo, STAFF_CARD_SECRETS, type StaffKey, startDemo } from '@mibun/demo';
import { readConfig } from '@mibun/server';
import { freePortRange } from '../free-ports.ts';
import { must } from './story.ts';
import { Visitor } from './visitor.ts';

/** One instance of Mibun with its people, reached as browsers and cards reach it. */
export interface World {
  readonly running: RunningDemo;
  readonly origin: string;
  visitor(): Visitor;
  /** A member of the demo staff, logged in with their own card. */
  staff(key: StaffKey): Promise<Visitor>;
  /** Waits until what the last act has caused (letters, mails, cards on their way) has happened. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export async function openWorld(folder: string, onProgress: (what: string) => void): Promise<World> {
  const port = await freePortRange(4);
  const config = readConfig({
    MIBUN_DATA: join(folder, 'data'),
    MIBUN_PORT: String(port),
    MIBUN_LOG: process.env.MIBUN_LOG ?? 'error',
    // An empty PostgreSQL database to live in instead of the embedded one.
    DATABASE_URL: process.env.MIBUN_TEST_DATABASE_URL,
  });
  const running = await startDemo(config, { onProgress });
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

async function logInStaff(running: RunningDemo, origin: string, key: StaffKey): Promise<Visitor> {
  const { name, staff } = persona(key);
  const entry = running.tray.list('wallet').find(({ label }) => label === name);
  must(entry !== undefined, `a staff card of ${name} in the wallet`);
  const visitor = new Visitor(origin);
  await visitor.logIn('staff', running.tray, entry.serial, STAFF_CARD_SECRETS[key].authentication, staff);
  return visitor;
}
