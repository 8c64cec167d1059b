import { AsyncLocalStorage } from 'node:async_hooks';
import type { Kysely } from 'kysely';

export type NoTables = Record<never, never>;

/** A handle on the database: either a transaction or the plain connection. A store casts it to its own tables. */
export type Tx = Kysely<NoTables>;

/** The handle seen with the tables of one module. */
export function tables<T extends Record<string, object>>(tx: Tx): Kysely<T> {
  return tx as unknown as Kysely<T>;
}

export interface Database {
  /** Runs `work` in one transaction; it commits when `work` resolves and leaves no trace when it throws. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Reads without a transaction. Inside a transaction use its `tx` instead: the embedded engine has one connection. */
  query<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Which engine answers; for the start-up message and the bench. */
  readonly engine: 'pglite' | 'postgres';
  close(): Promise<void>;
}

const hooks = new WeakMap<object, (() => void)[]>();

/** Runs `effect` once `tx` has committed, never if it rolls back. For caches and wake-ups; real effects are jobs. */
export function afterCommit(tx: Tx, effect: () => void): void {
  const list = hooks.get(tx);
  if (list) list.push(effect);
  else effect();
}

export function databaseOver(
  kysely: Kysely<NoTables>,
  engine: Database['engine'],
  close: () => Promise<void>,
): Database {
  const inside = new AsyncLocalStorage<true>();
  function refuseNesting(): void {
    if (inside.getStore()) throw new Error('already inside a transaction: pass its tx on');
  }
  return {
    engine,
    async transaction(work) {
      refuseNesting();
      const effects: (() => void)[] = [];
      const result = await kysely.transaction().execute((transaction) =>
        inside.run(true, () => {
          hooks.set(transaction, effects);
          return work(transaction);
        }),
      );
      for (const effect of effects) effect();
      return result;
    },
    async query(work) {
      refuseNesting();
      return work(kysely);
    },
    close,
  };
}
