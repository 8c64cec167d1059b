import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileCustody, type KeyCustody } from '@mibun/pki';
import { auditWith } from '../src/platform/audit.ts';
import { blobsWith } from '../src/platform/blobs.ts';
import { movableClock } from '../src/platform/clock.ts';
import type { Config } from '../src/platform/config.ts';
import { afterCommit, type Tx } from '../src/platform/database/database.ts';
import { type Migration, migrate } from '../src/platform/database/migrate.ts';
import type { OpenDatabase } from '../src/platform/database/open.ts';
import { type Jobs, jobsOn } from '../src/platform/jobs.ts';
import { lifecyclesOn } from '../src/platform/lifecycle.ts';
import { openLog } from '../src/platform/log.ts';
import type { Mail } from '../src/platform/mail.ts';
import { type Platform, platformMigrations } from '../src/platform/platform.ts';
import { type Random, randomFrom } from '../src/platform/random.ts';
import { sessionsWith } from '../src/platform/sessions.ts';
import { twoPersonsOn } from '../src/platform/two-persons.ts';
import { openVault } from '../src/platform/vault.ts';
import { MeetingPoint, oneOf } from './at-once.ts';
import { openTestDatabase } from './database.ts';

export { lifeEventsOf } from '../src/platform/life-events.ts';

export interface TestPlatform extends Platform {
  readonly clock: ReturnType<typeof movableClock>;
  readonly database: OpenDatabase;
  /** Mails of transactions that were committed, in their order. */
  readonly sent: readonly Mail[];
  /**
   * Acts of several people at the same moment: each has looked before any writes (`statement`: the first write).
   * On PostgreSQL they really meet there; on the embedded database one comes after the other.
   */
  atOnce<T>(
    statement: RegExp,
    ...acts: readonly (() => Promise<T>)[]
  ): Promise<{ readonly done: readonly T[]; readonly refused: readonly string[] }>;
  close(): Promise<void>;
}

/** A counter hashed with SHA-256: the same "random" bytes in every run. */
export function seededRandom(seed: string): Random {
  let counter = 0;
  return randomFrom((length) => {
    const blocks: Buffer[] = [];
    for (let made = 0; made < length; made += 32) {
      blocks.push(createHash('sha256').update(`${seed}:${counter++}`).digest());
    }
    return Buffer.concat(blocks).subarray(0, length);
  });
}

/** Where servers of tests say that they are; nothing listens there. */
export const ORIGINS = {
  server: 'http://localhost:8700',
  agent: 'http://localhost:8701',
  bank: 'http://localhost:8702',
} as const;

/**
 * A platform on a real database ({@link openTestDatabase}), with a clock that the test moves and mails that it can read. Modules define their jobs on it before `jobs.start()`.
 */
export async function openTestPlatform(options: {
  /** Of modules; the platform's own are always there. */
  readonly migrations: readonly Migration[];
  /** Many test files have this list: it is applied once on a machine. */
  readonly shared?: true;
  readonly config?: Partial<Config>;
  readonly now?: Date;
  /** Instead of files in a passing folder. Closed with the platform. */
  readonly custody?: KeyCustody;
}): Promise<TestPlatform> {
  const folder = mkdtempSync(join(tmpdir(), 'mibun-test-'));
  const clock = movableClock(options.now ?? new Date('2026-11-22T03:00:00Z'));
  const random = seededRandom('mibun');
  const custody =
    options.custody ??
    fileCustody({
      directory: join(folder, 'keys'),
      passphrase: 'only for this test',
      random: random.bytes,
      costLog2: 4,
    });
  const log = openLog('error');
  const meeting = new MeetingPoint();
  const migrations = [...new Set([...platformMigrations, ...options.migrations])];
  const database = await openTestDatabase({
    beforeStatement: meeting.beforeStatement,
    ...(options.shared && { migrated: migrations }),
  });
  if (!options.shared) await migrate(database, migrations);
  const audit = auditWith(clock);
  const jobs: Jobs = jobsOn(database, log);
  const lifecycles = lifecyclesOn({ audit, clock });
  const sent: Mail[] = [];
  const config: Config = {
    mode: 'demo',
    dataDirectory: folder,
    host: '127.0.0.1',
    ports: { server: 0, agent: 0, bank: 0, smtp: 0 },
    origins: ORIGINS,
    custody: { type: 'file', passphrase: 'only for this test' },
    certificateProfile: 'mibun',
    mailFrom: 'test@mihon.example',
    logLevel: 'error',
    ...options.config,
  };
  return {
    config,
    clock,
    random,
    custody,
    log,
    database,
    audit,
    jobs,
    sent,
    mail: {
      // Like the real one, which sends by a job of the transaction: what is undone goes to nobody.
      send: async (tx: Tx, mail: Mail) => afterCommit(tx, () => void sent.push(mail)),
      close: () => {},
    },
    vault: await openVault(custody, clock, audit),
    blobs: blobsWith(clock),
    sessions: sessionsWith(clock, random),
    lifecycles,
    twoPersons: twoPersonsOn({ audit, clock, database, jobs, lifecycles, random }),
    atOnce: async (statement, ...acts) => oneOf(await meeting.run(database, statement, acts)),
    async close() {
      await jobs.stop();
      await database.close();
      await custody.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
