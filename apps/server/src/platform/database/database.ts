import { AsyncLocalStorage } from 'node:async_hooks';
import type { Kysely } from 'kysely';
import { Refusal } from '../errors/define.ts';

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
const survivors = new WeakMap<object, ((tx: Tx) => Promise<void>)[]>();

/**
 * Writes what a refusal must not undo: with `tx` when it commits, and once more by itself when it rolls back because of
 * a refusal. Whoever is refused has got an answer, so the record that they looked or tried stays; a transaction that
 * breaks has told nobody anything and leaves nothing.
 */
export async function outliving(tx: Tx, write: (tx: Tx) => Promise<void>): Promise<void> {
  await write(tx);
  survivors.get(tx)?.push(write);
}

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
      const surviving: ((tx: Tx) => Promise<void>)[] = [];
      let committed = false;
      try {
        const result = await kysely.transaction().execute((transaction) =>
          inside.run(true, () => {
            hooks.set(transaction, effects);
            survivors.set(transaction, surviving);
            return work(transaction);
          }),
        );
        committed = true;
        for (const effect of effects) effect();
        return result;
      } catch (error) {
        // If even this fails, its own error goes out instead: nobody is answered without a trace.
        if (!committed && error instanceof Refusal && surviving.length > 0) {
          await kysely.transaction().execute(async (tx) => {
            for (const write of surviving) await write(tx);
          });
        }
        throw error;
      }
    },
    async query(work) {
      refuseNesting();
      return work(kysely);
    },
    close,
  };
}
