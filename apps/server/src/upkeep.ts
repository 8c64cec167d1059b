import type { Roster } from './modules.ts';
import { auditSealerOn, type Platform, settledTime } from './platform/index.ts';

const EVERY_MS = 30_000;

/**
 * What time itself brings about (cards and certificates that are over, requests that were left, drafts that nobody sent),
 * and what other processes have changed. Stops when the function returned is called.
 */
export function startUpkeep({ all, has }: Roster, platform: Platform): () => Promise<void> {
  const sealer = auditSealerOn(platform);
  const sealAudit = async () => {
    const head = await sealer.seal();
    // The log is kept elsewhere: what stands there, nobody who changes the database can take back.
    if (head) platform.log.info({ head: `${head.sequence}:${head.hash}` }, 'audit trail sealed');
  };
  const attempt = (task: () => Promise<unknown>) =>
    task().catch((error: unknown) => platform.log.error({ err: error }, 'upkeep failed; it is tried again'));
  const bringAbout = async () => {
    const until = await settledTime(platform);
    for (const { upkeep = [] } of all) for (const task of upkeep) await attempt(() => task(until));
    await attempt(sealAudit);
  };
  let running: Promise<unknown> = Promise.resolve();
  const turn = async () => {
    // The embedded database is one process's own: nobody else changes anything.
    if (platform.database.engine === 'postgres')
      for (const { freshen } of all) if (freshen) await attempt(freshen);
    if (has('work')) await attempt(bringAbout);
  };
  const timer = setInterval(() => {
    running = running.then(turn);
  }, EVERY_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
