import type { KeyCustody } from '@mibun/pki';
import { type Audit, auditMigrations, auditWith } from './audit.ts';
import { auditChainMigrations } from './audit-chain.ts';
import { type Blobs, blobMigrations, blobsWith } from './blobs.ts';
import type { Clock } from './clock.ts';
import { type Config, ConfigurationError } from './config.ts';
import { custodyWarning } from './custody.ts';
import type { Database } from './database/database.ts';
import type { Migration } from './database/migrate.ts';
import { DatabaseOutOfReach, type OpenDatabase, openDatabase } from './database/open.ts';
import { signedRequestMigrations } from './http/signed-requests.ts';
import { type Jobs, jobsOn } from './jobs.ts';
import { lifeEventMigrations } from './life-events.ts';
import { type Lifecycles, lifecyclesOn } from './lifecycle.ts';
import { type Logger, openLog } from './log.ts';
import { type Mailer, openMailer } from './mail.ts';
import { proposalMigrations } from './proposal-store.ts';
import type { Random } from './random.ts';
import { type Sessions, sessionMigrations, sessionsWith } from './sessions.ts';
import { settledClockMigrations } from './settled-clock.ts';
import { type TwoPersons, twoPersonsOn } from './two-persons.ts';
import { openVault, type Vault, vaultMigrations } from './vault.ts';

/** Everything that touches the world, passed to the modules. They know no other clock, database or mailer. */
export interface Platform {
  readonly config: Config;
  readonly clock: Clock;
  readonly random: Random;
  readonly database: Database;
  readonly jobs: Jobs;
  readonly mail: Mailer;
  readonly audit: Audit;
  readonly vault: Vault;
  readonly blobs: Blobs;
  readonly sessions: Sessions;
  readonly custody: KeyCustody;
  readonly log: Logger;
  readonly lifecycles: Lifecycles;
  readonly twoPersons: TwoPersons;
}

export const platformMigrations: readonly Migration[] = [
  ...auditMigrations,
  ...vaultMigrations,
  ...blobMigrations,
  ...sessionMigrations,
  ...settledClockMigrations,
  ...signedRequestMigrations,
  ...auditChainMigrations,
  ...lifeEventMigrations,
  ...proposalMigrations,
];

export interface PlatformParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly random: Random;
  readonly custody: KeyCustody;
  readonly smtpUrl: string;
}

export async function openPlatform(
  parts: PlatformParts,
): Promise<Platform & { readonly database: OpenDatabase }> {
  const { config, clock, random, custody, smtpUrl } = parts;
  const log = openLog(config.logLevel);
  const warning = custodyWarning(config.custody);
  if (warning) log.warn(warning);
  const database = await openDatabase(
    config.databaseUrl ? { url: config.databaseUrl } : { directory: config.dataDirectory },
  ).catch((error: unknown) => {
    if (!(error instanceof DatabaseOutOfReach)) throw error;
    throw new ConfigurationError('the database cannot be used', [`DATABASE_URL: ${error.message}`]);
  });
  const audit = auditWith(clock);
  const jobs = jobsOn(database, log);
  const lifecycles = lifecyclesOn({ audit, clock });
  return {
    config,
    clock,
    random,
    custody,
    log,
    database,
    audit,
    jobs,
    mail: await openMailer({ jobs, custody, random }, { url: smtpUrl, from: config.mailFrom }),
    vault: await openVault(custody, clock, audit),
    blobs: blobsWith(clock),
    sessions: sessionsWith(clock, random),
    lifecycles,
    twoPersons: twoPersonsOn({ audit, clock, database, jobs, lifecycles, random }),
  };
}
