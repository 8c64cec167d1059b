import { TrayError } from '@mibun/reader';
import type { Http, Migration, Module, Platform } from '../../platform/index.ts';
import { type Context, LABEL_JOB, type Parts, SET_UP_JOB, SHRED_JOB } from './context.ts';
import { destructionsOn } from './destruction/destroy.ts';
import type { Reconciled } from './hand-over/reconcile.ts';
import { counterMigrations } from './migrations.ts';
import { proceduresOn } from './procedures.ts';
import { counterRoutes } from './routes.ts';
import { setUpCard } from './set-up/set-up.ts';
import { carryOutReminders, remindDue } from './set-up/waiting.ts';

export type CounterDeps = Omit<Parts, 'platform'>;

export interface CounterModule extends Module {
  readonly migrations: readonly Migration[];
  routes(app: Http): void;
  /** Once after each start, before anybody is served: settles what a crash has left between chips and server. */
  reconcile(): Promise<Reconciled>;
  /** Reminds holders whose card waits, and ends the waiting (NTC-03); how many. */
  remindDue(until: Date): Promise<number>;
}

export function createCounter(platform: Platform, deps: CounterDeps): CounterModule {
  const parts = { platform, ...deps };
  const context: Context = { ...parts, procedures: proceduresOn(parts), destructions: destructionsOn(parts) };
  carryOutReminders(parts);
  platform.jobs.define<{ cardId: string }>({
    name: SET_UP_JOB,
    run: ({ cardId }) => setUpCard(context, cardId),
  });
  platform.jobs.define<{ chipSerial: string; label: string }>({
    name: LABEL_JOB,
    run: async ({ chipSerial, label }) => onTray(() => deps.tray.relabel(chipSerial, label)),
  });
  platform.jobs.define<{ chipSerial: string }>({
    name: SHRED_JOB,
    run: async ({ chipSerial }) => onTray(() => deps.tray.destroy(chipSerial)),
  });
  return {
    migrations: counterMigrations,
    routes: (app) => counterRoutes(app, context),
    reconcile: () => reconcileAll(context),
    remindDue: (until) => remindDue(context, until),
    upkeep: [(until) => remindDue(context, until)],
  };
}

async function reconcileAll({ procedures }: Context): Promise<Reconciled> {
  const all: Reconciled[] = [];
  for (const { reconcile } of procedures) if (reconcile) all.push(await reconcile());
  return {
    finished: all.flatMap(({ finished }) => finished),
    cancelled: all.flatMap(({ cancelled }) => cancelled),
    left: all.flatMap(({ left }) => left),
  };
}

/** Plastic is not in the tray, and a shredded card is gone already: nothing is left to do with it. */
function onTray(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof TrayError) || error.code !== 'no-such-card') throw error;
  }
}
