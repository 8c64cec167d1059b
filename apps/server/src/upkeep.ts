import type { Modules } from './compose.ts';
import type { Logger } from './platform/index.ts';

const EVERY_MS = 30_000;

/** What time itself brings about: certificates that are over, kiosk requests that were left. Stops when the function returned is called. */
export function startUpkeep({ certificates, kiosk }: Modules, log: Logger): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const work = async () => {
    for (const task of [() => certificates.api.expireDue(), () => kiosk.api.timeOutDue()]) {
      await task().catch((error: unknown) => log.error({ err: error }, 'upkeep failed; it is tried again'));
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
