import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { CompiledQuery } from 'kysely';
import type { ActName } from './acts.ts';
import { auditSealerOn } from './audit-chain.ts';
import { checkAudit } from './check-audit.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { openCustody } from './custody.ts';
import { migrate } from './database/migrate.ts';
import { openPlatform, platformMigrations } from './platform.ts';
import { systemRandom } from './random.ts';

test('the trail of an installation is verified without starting it, with the key from its custody', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'mibun-trail-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const config = readConfig({ MIBUN_DATA: folder, MIBUN_LOG: 'silent' });
  async function running(work: (platform: Awaited<ReturnType<typeof openPlatform>>) => Promise<void>) {
    const custody = openCustody(config.custody, { dataDirectory: folder, random: systemRandom });
    const parts = {
      config,
      clock: systemClock,
      random: systemRandom,
      custody,
      smtpUrl: 'smtp://127.0.0.1:1',
    };
    const platform = await openPlatform(parts);
    await work(platform);
    platform.mail.close();
    await platform.database.close();
    await custody.close();
  }
  await running(async (platform) => {
    await migrate(platform.database, platformMigrations);
    for (const subject of ['p-1', 'p-2']) {
      await platform.database.transaction((tx) =>
        platform.audit.record(tx, {
          actor: { kind: 'clerk', id: 'p-clerk', name: '窓口 直子' },
          action: 'test.act' as ActName,
          purpose: 'administration',
          subject,
        }),
      );
    }
    await auditSealerOn(platform).seal();
  });
  const sound = await checkAudit(config);
  assert.deepEqual([sound.faults, sound.sealed, sound.head?.sequence], [[], 2, 2]);
  await running(async ({ database }) => {
    for (const statement of [
      'drop trigger audit_entries_append_only on audit_entries',
      "update audit_entries set subject = 'p-3' where id = 2",
    ]) {
      await database.transaction((tx) => tx.executeQuery(CompiledQuery.raw(statement)));
    }
  });
  assert.deepEqual((await checkAudit(config)).faults, [{ fault: 'changed', sequence: 2, entry: 2 }]);
});
