import { DEADLINES } from '@mibun/rules';
import type { Act, LifeEvent } from '../../platform/index.ts';
import type { Context } from './context.ts';
import { applicationErrors } from './errors.ts';
import { applicationToDecide } from './screen.ts';
import type { Application } from './store.ts';

/** An approval of which nothing has come yet. */
interface OpenApproval {
  readonly by: string;
  /** Until when whoever gave it can take it back. */
  readonly until: Date;
}

/** None once a card was begun, though it failed or its data changed and another one is waited for (PHO-07). */
export function openApproval(history: readonly LifeEvent[]): OpenApproval | undefined {
  const last = history.findLastIndex(({ event }) => event === 'approve');
  const approval = history[last];
  const left = history.slice(last + 1).some(({ toState }) => toState !== 'APPROVED');
  if (!approval || left) return undefined;
  return {
    by: approval.actorId,
    until: new Date(approval.at.getTime() + DEADLINES.takeBackMinutes * 60_000),
  };
}

/** Until when this member of staff can take back the approval of this application, as its page says. */
export function takeBackUntil(
  { state }: Application,
  history: readonly LifeEvent[],
  viewer: { readonly id: string },
  now: Date,
): string | null {
  const approval = state === 'APPROVED' ? openApproval(history) : undefined;
  return approval && approval.by === viewer.id && now <= approval.until ? approval.until.toISOString() : null;
}

/** APPROVED → SCREENING (PHO-07), by whoever approved. They stay one of its screeners: they have decided on it once. */
export async function takeBackApproval(
  context: Context,
  id: string,
  version: number,
  act: Act,
): Promise<Application> {
  const { clock, database } = context.platform;
  return database.transaction(async (tx) => {
    const application = await applicationToDecide(context, tx, id, act, {
      author: {
        of: ({ state, screenedBy }) => (state === 'APPROVED' ? screenedBy : null),
        refusal: applicationErrors.APPLICATION_APPROVED_BY_OTHER,
      },
    });
    context.life.judge(application.state, 'take-back-approval', act.actor.kind);
    const approval = openApproval(await context.life.history(tx, id));
    if (!approval || clock.now() > approval.until) throw applicationErrors.APPLICATION_APPROVAL_STANDS();
    return context.change(tx, id, 'take-back-approval', act, {
      version,
      changes: { screenedBy: null, snapshotVersion: null },
    });
  });
}
