import type {
  CompiledQuery,
  DatabaseConnection,
  Dialect,
  Driver,
  QueryResult,
  TransactionSettings,
} from 'kysely';
import { commonErrors } from '../errors/common.ts';
import type { Refusal, RefusalDetails } from '../errors/define.ts';

/** A constraint that no act of a person can violate: violating it is a fault of ours, and shall look like one. */
export interface Internal {
  readonly internal: string;
}

/** What a caller is told whose statement violates a constraint, or why no caller's statement can. */
export type ConstraintAnswer = ((details: RefusalDetails) => Refusal) | Internal;

/** By the name that the constraint or the unique index has in the database. */
export type ConstraintAnswers = Readonly<Record<string, ConstraintAnswer>>;

export const internal = (reason: string): Internal => ({ internal: reason });

/** Somebody else was first, and there is no better word for it than to look again. */
export const changedMeanwhile: ConstraintAnswer = commonErrors.CHANGED_MEANWHILE;

/** SQLSTATE, class 23: integrity constraint violation. */
const INTEGRITY = /^23/;
/** Two transactions in each other's way; PostgreSQL has undone this one whole, so that it can be done again. */
const COLLISIONS: Readonly<Record<string, string>> = {
  '40001': 'serialization failure',
  '40P01': 'deadlock',
};

/**
 * "Look, then insert" holds only as long as nobody else does the same at the same moment. What holds always is the
 * constraint; so each constraint has its refusal, and whoever was second gets the same answer as whoever came later.
 */
export class Constraints {
  readonly #answers = new Map<string, ConstraintAnswer>();

  declare(answers: ConstraintAnswers): void {
    for (const [name, answer] of Object.entries(answers)) this.#answers.set(name, answer);
  }

  /** Names of all that have an answer. */
  get declared(): ReadonlyMap<string, ConstraintAnswer> {
    return this.#answers;
  }

  /** What a failed statement comes to for its caller: a refusal, or the error as it was. */
  refusalFor(error: unknown): unknown {
    const { code, constraint } = (error ?? {}) as { readonly code?: unknown; readonly constraint?: unknown };
    if (typeof code !== 'string') return error;
    const collision = COLLISIONS[code];
    if (collision) return caused(commonErrors.CHANGED_MEANWHILE({ privateDetail: collision }), error);
    if (!INTEGRITY.test(code) || typeof constraint !== 'string') return error;
    const answer = this.#answers.get(constraint);
    return typeof answer === 'function' ? caused(answer({ privateDetail: constraint }), error) : error;
  }
}

function caused(refusal: Refusal, error: unknown): Refusal {
  refusal.cause = error;
  return refusal;
}

export interface Watching {
  readonly constraints: Constraints;
  /** For tests that hold a statement up until another transaction is as far. */
  readonly beforeStatement?: (sql: string) => Promise<void>;
}

/** The dialect, with every failed statement (and commit) turned into the refusal that its constraint has. */
export function watched(dialect: Dialect, watching: Watching): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => new WatchedDriver(dialect.createDriver(), watching),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}

class WatchedDriver implements Driver {
  readonly #driver: Driver;
  readonly #watching: Watching;

  constructor(driver: Driver, watching: Watching) {
    this.#driver = driver;
    this.#watching = watching;
  }

  init(): Promise<void> {
    return this.#driver.init();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return new WatchedConnection(await this.#driver.acquireConnection(), this.#watching);
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    return this.#driver.releaseConnection(inner(connection));
  }

  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    return this.#driver.beginTransaction(inner(connection), settings);
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await this.#driver.commitTransaction(inner(connection));
    } catch (error) {
      throw this.#watching.constraints.refusalFor(error);
    }
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#driver.rollbackTransaction(inner(connection));
  }

  destroy(): Promise<void> {
    return this.#driver.destroy();
  }
}

class WatchedConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection;
  readonly #watching: Watching;

  constructor(connection: DatabaseConnection, watching: Watching) {
    this.inner = connection;
    this.#watching = watching;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { beforeStatement, constraints } = this.#watching;
    if (beforeStatement) await beforeStatement(query.sql);
    try {
      return await this.inner.executeQuery<R>(query);
    } catch (error) {
      throw constraints.refusalFor(error);
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    return this.inner.streamQuery<R>(query, chunkSize);
  }
}

function inner(connection: DatabaseConnection): DatabaseConnection {
  return connection instanceof WatchedConnection ? connection.inner : connection;
}
