import type { OpenDatabase } from '../src/platform/database/open.ts';

/** When one of them never gets there (it waits for a lock of the other), the others go on without it. */
const PATIENCE_MS = 2000;

/** Lets acts of a test meet: each is held before a statement until all of them have come as far. */
export class MeetingPoint {
  #statement: RegExp | undefined;
  #expected = 0;
  #open: (() => void)[] = [];

  /** Given to the database, awaited before every statement. */
  readonly beforeStatement = async (sql: string): Promise<void> => {
    if (!this.#statement?.test(sql)) return;
    if (this.#open.length + 1 >= this.#expected) return this.#letAllGo();
    await new Promise<void>((resolve) => {
      this.#open.push(resolve);
      setTimeout(() => this.#letAllGo(), PATIENCE_MS).unref();
    });
  };

  /**
   * Runs the acts side by side, each past whatever it looks at before `statement`, and none past it before all are
   * there. The embedded database has one connection: there they run one after the other, and the looks decide.
   */
  async run<T>(
    { engine }: Pick<OpenDatabase, 'engine'>,
    statement: RegExp,
    acts: readonly (() => Promise<T>)[],
  ): Promise<readonly PromiseSettledResult<T>[]> {
    if (engine === 'postgres') {
      this.#statement = statement;
      this.#expected = acts.length;
    }
    try {
      return await Promise.allSettled(
        acts.map(async (act) => {
          try {
            return await act();
          } finally {
            // Whoever has ended comes no more.
            this.#expected -= 1;
            if (this.#open.length >= this.#expected) this.#letAllGo();
          }
        }),
      );
    } finally {
      this.#letAllGo();
    }
  }

  #letAllGo(): void {
    this.#statement = undefined;
    for (const go of this.#open.splice(0)) go();
  }
}

/** The one that was done, and the codes that the others were refused with; anything else than a refusal is thrown. */
export function oneOf<T>(results: readonly PromiseSettledResult<T>[]): {
  readonly done: readonly T[];
  readonly refused: readonly string[];
} {
  const done: T[] = [];
  const refused: string[] = [];
  for (const result of results) {
    if (result.status === 'fulfilled') done.push(result.value);
    else {
      const { code, status } = result.reason as { readonly code?: string; readonly status?: number };
      if (!code || !/^[A-Z][A-Z_]+$/.test(code) || code === 'INTERNAL' || status === 500) throw result.reason;
      refused.push(code);
    }
  }
  return { done, refused };
}
