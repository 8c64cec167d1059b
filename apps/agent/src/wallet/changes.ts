/** Tells pages that something has changed, without saying what: they ask for the list then. */
export interface Changes {
  /** Counts the changes since the agent started. */
  readonly version: number;
  happened(): void;
  /** Resolves with the version when it is no longer `seen`, or after some time; at once when nothing was seen. */
  after(seen: number | undefined): Promise<number>;
}

/** Proxies and browsers give up on silent connections sooner or later. */
const HOLD_MS = 20_000;

export function watchChanges(): Changes {
  let version = 0;
  let wake = Promise.withResolvers<void>();
  return {
    get version() {
      return version;
    },
    happened() {
      version += 1;
      wake.resolve();
      wake = Promise.withResolvers();
    },
    async after(seen) {
      if (version !== seen) return version;
      const timeout = Promise.withResolvers<void>();
      const timer = setTimeout(timeout.resolve, HOLD_MS).unref();
      await Promise.race([wake.promise, timeout.promise]);
      clearTimeout(timer);
      return version;
    },
  };
}
