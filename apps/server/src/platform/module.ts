import type { Migration } from './database/migrate.ts';
import type { Http } from './http/server.ts';

/** What a module brings to the program that composes it; whatever it has none of is not there. */
export interface Module {
  readonly migrations?: readonly Migration[];
  routes?(app: Http): void;
  /** In the process that serves it, before anybody is served: settles what a crash has left. */
  reconcile?(): Promise<unknown>;
  /** In every process, since any may use it, until the function returned, if there is one, is called. */
  run?(): (() => Promise<void>) | void;
  /**
   * What time itself brings about, every half minute in the one process that does the work of all; what fails is tried
   * again at the next turn. `until` is the instant up to which ends may be relied on for good.
   */
  readonly upkeep?: readonly ((until: Date) => Promise<unknown>)[];
  /** Reads anew what a process keeps and another may have changed, every half minute where they share a database. */
  freshen?(): Promise<void>;
}
