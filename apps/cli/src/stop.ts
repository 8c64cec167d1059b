import { say } from './output.ts';

/** So long after the wish to stop whatever still hangs is left, also a start: everything on disk can bear it. */
const LONGEST_STOP_MS = 12_000;
/** The same Ctrl-C may reach a process twice, by its terminal and by its parent; later ones are meant. */
const SAME_KEYSTROKE_MS = 1_000;

/** The first signal asks to stop, also while everything is still starting; one that comes later does not wait. */
export function watchForStop(): { readonly promise: Promise<void>; readonly signal: AbortSignal } {
  const asked = new AbortController();
  let askedAt = 0;
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  const stop = () => {
    askedAt = performance.now();
    say('mibun: stopping');
    setTimeout(() => {
      say('mibun: something did not stop in time; it is left to the next start');
      process.exit(0);
    }, LONGEST_STOP_MS).unref();
    asked.abort();
    resolve();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (!asked.signal.aborted) stop();
      else if (performance.now() - askedAt > SAME_KEYSTROKE_MS) process.exit(130);
    });
  }
  return { promise, signal: asked.signal };
}
