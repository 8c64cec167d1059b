import type { Modules } from './compose.ts';
import { auditSealerOn, type Platform, settledTime } from './platform/index.ts';

const EVERY_MS = 30_000;

/** What time itself brings about: cards and certificates that are over, kiosk requests that were left, drafts that nobody sent. Stops when the function returned is called. */
export function startUpkeep(
  { applications, cards, certificates, status, kiosk, linking }: Modules,
  platform: Platform,
): () => Promise<void> {
  const sealer = auditSealerOn(platform);
  const sealAudit = async () => {
    const head = await sealer.seal();
    // The log is kept elsewhere: what stands there, nobody who changes the database can take back.
    if (head) platform.log.info({ head: `${head.sequence}:${head.hash}` }, 'audit trail sealed');
  };
  let running: Promise<void> = Promise.resolve();
  const work = async () => {
    for (const task of [
      async () => cards.api.lapseDue(await settledTime(platform)),
      async () => certificates.api.expireDue(await settledTime(platform)),
      async () => applications.api.expireDue(await settledTime(platform)),
      () => certificates.api.foldFigures(),
      () => status.api.upkeep(),
      () => kiosk.api.timeOutDue(),
      () => linking.api.expireDue(),
      sealAudit,
    ]) {
      await task().catch((error: unknown) =>
        platform.log.error({ err: error }, 'upkeep failed; it is tried again'),
      );
    }
  };
  const timer = setInterval(() => {
    running = running.then(work);
  }, EVERY_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
