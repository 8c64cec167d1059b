import { openTestPlatform, type TestPlatform } from '@mibun/server/testing/platform';
import { certificatesMigrations } from '../../apps/server/src/authority/certificates/index.ts';
import { statusMigrations } from '../../apps/server/src/authority/status/index.ts';
import { type Platform, systemClock, systemRandom } from '../../apps/server/src/platform/index.ts';
import { startPostgres } from '../../conformance/harness/postgres.ts';

export interface BenchPlatform {
  readonly platform: Platform & Pick<TestPlatform, 'database'>;
  readonly version: string;
  close(): Promise<void>;
}

/**
 * A platform of its own on a PostgreSQL of its own, with the system's clock and random numbers. Undefined where there
 * is no PostgreSQL.
 */
export async function openBenchPlatform(): Promise<BenchPlatform | undefined> {
  const postgres = await startPostgres().catch((error: unknown) => {
    process.stderr.write(`  no PostgreSQL: ${String(error)}\n`);
    return undefined;
  });
  if (!postgres) return undefined;
  process.env.MIBUN_TEST_DATABASE_URL = postgres.url;
  const test = await openTestPlatform({ migrations: [...certificatesMigrations, ...statusMigrations] });
  return {
    platform: { ...test, clock: systemClock, random: systemRandom },
    version: postgres.version,
    async close() {
      await test.close();
      delete process.env.MIBUN_TEST_DATABASE_URL;
      await postgres.stop();
    },
  };
}
