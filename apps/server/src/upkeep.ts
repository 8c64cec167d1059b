import type { Modules } from './compose.ts';
import { type Platform, settledTime } from './platform/index.ts';

const EVERY_MS = 30_000;

/** What time itself brings about: certificates that are over, kiosk requests that were left, drafts that nobody sent. Stops when the function returned is called. */
export function startUpkeep(
  { applications, certificates, status, kiosk, linking }: Modules,
  platform: Platform,
): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const work = async () => {
    for (const task of [
      async () => certificates.api.expireDue(await settledTime(platform)),
      async () => applications.api.expireDue(await settledTime(platform)),
      () => certificates.api.foldFigures(),
      () => status.api.upkeep(),
      () => kiosk.api.timeOutDue(),
      () => linking.api.expireDue(),
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
