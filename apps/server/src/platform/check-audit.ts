import { AUDIT_KEY, type AuditPosition, type AuditReport, verifyAudit } from './audit-chain.ts';
import type { Config } from './config.ts';
import { openCustody } from './custody.ts';
import { openDatabase } from './database/open.ts';
import { systemRandom } from './random.ts';

/** Goes through the audit trail of an installation without starting it; nothing is written. */
export async function checkAudit(config: Config, kept?: AuditPosition): Promise<AuditReport> {
  const custody = openCustody(config.custody, { dataDirectory: config.dataDirectory, random: systemRandom });
  try {
    const database = await openDatabase(
      config.databaseUrl ? { url: config.databaseUrl } : { directory: config.dataDirectory },
    );
    try {
      return await verifyAudit(database, await custody.publicKey(AUDIT_KEY), kept);
    } finally {
      await database.close();
    }
  } finally {
    await custody.close();
  }
}
