import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileCustody, type KeyCustody } from '@mibun/pki';
import { testMunicipality } from '@mibun/server/testing/certificates';
import {
  type CaDeskModule,
  caDeskMigrations,
  createCaDesk,
} from '../../apps/server/src/authority/ca-desk/index.ts';
import {
  type Certificates,
  certificatesMigrations,
  createCertificates,
} from '../../apps/server/src/authority/certificates/index.ts';
import {
  createStatus,
  type StatusModule,
  statusMigrations,
} from '../../apps/server/src/authority/status/index.ts';
import {
  createTimeStamps,
  type TimeStampsModule,
  timestampsMigrations,
} from '../../apps/server/src/authority/timestamps/index.ts';
import {
  createVerifiers,
  type VerifiersModule,
  verifiersMigrations,
} from '../../apps/server/src/authority/verifiers/index.ts';
import {
  type Clock,
  type Config,
  type Database,
  migrate,
  type OpenDatabase,
  openPlatform,
  type Platform,
  platformMigrations,
  systemRandom,
} from '../../apps/server/src/platform/index.ts';

/** Where the CAs of a test live: keys in files, records in a folder or in PostgreSQL. Both outlive the process. */
export interface Place {
  readonly folder: string;
  /** Without it PGlite in the folder. */
  readonly databaseUrl?: string;
  readonly origin?: string;
}

/** Few, so that many certificates share one. */
export const SHARDS = 4;

export interface Installation {
  readonly platform: Platform;
  readonly database: OpenDatabase;
  readonly certificates: Certificates;
  readonly status: StatusModule;
  readonly timeStamps: TimeStampsModule;
  readonly verifiers: VerifiersModule;
  readonly caDesk: CaDeskModule;
}

/** What a test may put between the modules and the world. */
export interface Between {
  custody?(custody: KeyCustody): KeyCustody;
  database?(database: Database): Database;
}

/** The modules of the CAs on a platform that lasts; the CAs are not opened yet. */
export async function openInstallation(
  { folder, databaseUrl, origin = 'http://localhost:8700' }: Place,
  clock: Clock,
  between: Between = {},
): Promise<Installation> {
  mkdirSync(folder, { recursive: true });
  const config: Config = {
    mode: 'demo',
    dataDirectory: folder,
    host: '127.0.0.1',
    ports: { server: 0, agent: 0, bank: 0, smtp: 0 },
    origins: { server: origin, agent: 'http://localhost:8701', bank: 'http://localhost:8702' },
    ...(databaseUrl && { databaseUrl }),
    custody: { type: 'file', passphrase: 'only for this test' },
    certificateProfile: 'mibun',
    mailFrom: 'test@mihon.example',
    logLevel: 'error',
  };
  const custody = fileCustody({
    directory: join(folder, 'keys'),
    passphrase: 'only for this test',
    random: systemRandom.bytes,
    costLog2: 4,
  });
  const opened = await openPlatform({
    config,
    clock,
    random: systemRandom,
    custody,
    smtpUrl: 'smtp://127.0.0.1:1',
  });
  await migrate(opened.database, [
    ...platformMigrations,
    ...certificatesMigrations,
    ...statusMigrations,
    ...timestampsMigrations,
    ...verifiersMigrations,
    ...caDeskMigrations,
  ]);
  const platform: Platform = {
    ...opened,
    custody: between.custody?.(custody) ?? custody,
    database: between.database?.(opened.database) ?? opened.database,
  };
  const certificates = createCertificates(platform, {
    municipality: testMunicipality,
    crlShards: SHARDS,
  }).api;
  const verifiers = createVerifiers(platform, { certificates });
  const status = createStatus(platform, {
    certificates,
    accredited: (request, asked) => verifiers.api.admit(request, asked),
  });
  return {
    platform,
    database: opened.database,
    certificates,
    status,
    verifiers,
    caDesk: createCaDesk(platform, {
      certificates,
      status: status.api,
      residents: { householdOf: async () => [] },
    }),
    timeStamps: createTimeStamps(platform, { certificates }),
  };
}
