import { CompiledQuery } from 'kysely';
import { PgBoss } from 'pg-boss';
import { custodyRefusal } from './custody.ts';
import { afterCommit, type Tx } from './database/database.ts';
import type { OpenDatabase } from './database/open.ts';
import type { Logger } from './log.ts';

export interface JobHandler<T> {
  readonly name: string;
  /** Runs outside any transaction, at least once: it must find out what is already done. */
  run(data: T): Promise<void>;
}

/** Effects outside the database (chip, mail, printer), sent inside the transaction that causes them. */
export interface Jobs {
  define<T extends object>(handler: JobHandler<T>): void;
  send<T extends object>(
    tx: Tx,
    name: string,
    data: T,
    options?: { readonly after?: Date; readonly key?: string },
  ): Promise<void>;
  /** `working: false`: this process sends jobs and leaves them to another. */
  start(options?: { readonly working?: boolean }): Promise<void>;
  stop(): Promise<void>;
  /**
   * Resolves when no job is due, being tried again or running; those meant for later are left alone. For the scenario
   * and tests. Throws when one has failed for good.
   */
  settled(): Promise<void>;
}

/** Where the engine keeps its tables. */
export const JOBS_SCHEMA = 'jobs';
const RETRIES = 5;
/**
 * How often a worker looks for jobs that nobody has told it of. What this process sends, and what becomes due, wakes it;
 * on PostgreSQL another process may have sent it.
 */
const LOOK_EVERY_SECONDS = { pglite: 60, postgres: 2 };
/** When a job has failed, the engine writes down until when it waits; soon after, that is asked for. */
const AFTER_A_FAILURE_MS = [200, 1_000, 4_000];
/** The longest that a timer of Node can wait is 24 days. */
const LONGEST_WAIT_MS = 24 * 3_600_000;
/** Until a job that found key custody away is tried again. */
const PUT_OFF_SECONDS = 15;

export function jobsOn(database: OpenDatabase, log: Logger): Jobs {
  const handlers = new Map<string, (data: object) => Promise<void>>();
  const running = new Set<Promise<void>>();
  const workers = new Map<string, string>();
  const timers = new Set<NodeJS.Timeout>();
  let alarm: NodeJS.Timeout | undefined;
  const boss = new PgBoss({
    db: { executeSql: (text: string, values: unknown[] = []) => database.executeSql(text, values) },
    schema: JOBS_SCHEMA,
    supervise: true,
    // The registry of instances samples this process fifty times a second, for a page that nobody here opens.
    registerInstance: false,
    flowIntervalSeconds: 60,
    schedule: false,
  });
  boss.on('error', (error) => log.error({ err: error }, 'job engine'));

  /** Nobody else works on the embedded database: a job that is under way at the start belonged to a process that died. */
  async function takeUpBrokenOffJobs(): Promise<void> {
    const { rows } = await database.query((tx) =>
      tx.executeQuery<{ name: string; id: string }>(
        CompiledQuery.raw("select name, id from jobs.job where state = 'active'"),
      ),
    );
    for (const { name, id } of rows) await boss.fail(name, id);
  }

  function wake(name: string): void {
    const worker = workers.get(name);
    if (worker) boss.notifyWorker(worker);
  }

  /** Wakes the workers of what is due, and sets the alarm for what is due next. */
  async function wakeWhenDue(): Promise<void> {
    const { rows } = await database.query((tx) =>
      tx.executeQuery<{ name: string; wait: number }>(
        CompiledQuery.raw(
          `select name, extract(epoch from min(start_after) - now())::float8 * 1000 as wait from jobs.job
           where state in ('created', 'retry') group by name`,
        ),
      ),
    );
    for (const { name, wait } of rows) if (wait <= 0) wake(name);
    const waits = rows.map(({ wait }) => wait).filter((wait) => wait > 0);
    clearTimeout(alarm);
    if (waits.length === 0) return;
    alarm = setTimeout(lookForDue, Math.min(Math.min(...waits) + 20, LONGEST_WAIT_MS)).unref();
  }

  function lookForDue(): void {
    wakeWhenDue().catch((error: unknown) => log.error({ err: error }, 'job engine'));
  }

  function lookAfterFailure(): void {
    for (const wait of AFTER_A_FAILURE_MS) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        lookForDue();
      }, wait).unref();
      timers.add(timer);
    }
  }

  return {
    define(handler) {
      if (handlers.has(handler.name)) throw new Error(`job ${handler.name} is defined twice`);
      handlers.set(handler.name, (data) => handler.run(data as never));
    },
    async send(tx, name, data, options = {}) {
      if (!handlers.has(name)) throw new Error(`no handler for job ${name}`);
      await boss.send(name, data, {
        db: bossDatabase(tx),
        ...(options.after && { startAfter: options.after }),
        ...(options.key && { singletonKey: options.key }),
      });
      // The worker of this process need not wait for its next look; those of others find the job by themselves.
      if (workers.has(name)) afterCommit(tx, options.after ? lookForDue : () => wake(name));
    },
    async start({ working = true } = {}) {
      await boss.start();
      if (database.engine === 'pglite') await takeUpBrokenOffJobs();
      for (const [name, run] of handlers) {
        await boss.createQueue(name, { retryLimit: RETRIES, retryBackoff: true, retryDelay: 1 });
        if (!working) continue;
        const worker = await boss.work(
          name,
          { pollingIntervalSeconds: LOOK_EVERY_SECONDS[database.engine], batchSize: 1 },
          async ([job]) => {
            if (!job) return;
            const work = run(job.data as object).catch(async (error: unknown) => {
              if (custodyRefusal(error)) {
                // An outage of the HSM may outlast every retry, and is not the job's fault: the job is put off anew.
                log.warn({ err: error, job: name, id: job.id }, 'key custody is away; the job waits for it');
                await boss.send(name, job.data as object, { startAfter: PUT_OFF_SECONDS });
                lookForDue();
                return;
              }
              log.error({ err: error, job: name, id: job.id }, 'job failed; it will be tried again');
              lookAfterFailure();
              throw error;
            });
            running.add(work);
            // There may be more: the worker looks again before it rests.
            await work.finally(() => {
              running.delete(work);
              wake(name);
            });
          },
        );
        workers.set(name, worker);
      }
      if (working) await wakeWhenDue();
    },
    async stop() {
      clearTimeout(alarm);
      for (const timer of timers) clearTimeout(timer);
      await boss.stop({ graceful: true, timeout: 10_000 });
    },
    async settled() {
      for (;;) {
        await Promise.allSettled([...running]);
        const open = await database.query((tx) =>
          tx.executeQuery<{ state: string; count: number }>(
            CompiledQuery.raw(
              `select state::text as state, count(*) as count from jobs.job
               where state in ('retry', 'active', 'failed') or (state = 'created' and start_after <= now())
               group by state`,
            ),
          ),
        );
        if (open.rows.some(({ state }) => state === 'failed')) throw new Error('a job has failed for good');
        if (open.rows.length === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  };
}

/** Sending is one statement, so it can be part of any transaction. */
function bossDatabase(tx: Tx) {
  return {
    async executeSql(text: string, values: unknown[] = []) {
      const { rows } = await tx
        .withoutPlugins()
        .executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, values));
      return { rows };
    },
  };
}
