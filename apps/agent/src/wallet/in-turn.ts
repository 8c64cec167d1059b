/** Does one thing at a time for each key, in the order in which they were asked for. */
export interface Turns {
  take<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when all that has been asked for by now is done. */
  done(keys?: (key: string) => boolean): Promise<void>;
}

export function turns(): Turns {
  const queues = new Map<string, Promise<unknown>>();
  return {
    take(key, work) {
      const mine = (queues.get(key) ?? Promise.resolve()).then(work);
      const settled = mine
        .catch(() => undefined)
        .then(() => {
          if (queues.get(key) === settled) queues.delete(key);
        });
      queues.set(key, settled);
      return mine;
    },
    async done(keys = () => true) {
      await Promise.all([...queues].filter(([key]) => keys(key)).map(([, queue]) => queue));
    },
  };
}
