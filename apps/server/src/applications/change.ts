import { APPLICATION, type ApplicationEvent, type ApplicationState } from '@mibun/rules';
import { type Act, commonErrors, type Platform, step, type Tx } from '../platform/index.ts';
import { applicationsActs } from './audited-acts.ts';
import {
  type Application,
  type ApplicationChanges,
  addEvent,
  requireApplication,
  saveApplication,
} from './store.ts';

export type Change = (
  tx: Tx,
  id: string,
  event: ApplicationEvent,
  act: Act,
  options?: { readonly version?: number; readonly changes?: ApplicationChanges },
) => Promise<Application>;

/** The one way in which an application's state changes: table, row, history and audit in the caller's transaction. */
export function changeWith(platform: Platform): Change {
  const { audit, clock } = platform;
  return async (tx, id, event, act, { version, changes = {} } = {}) => {
    const application = await requireApplication(tx, id);
    if (version !== undefined && version !== application.version) throw commonErrors.CHANGED_MEANWHILE();
    const { to, rule } = step(APPLICATION, application.state, event, act.actor.kind);
    const at = clock.now();
    const changed = await saveApplication(tx, application, to, changes, at);
    await recordStep(tx, application.state, changed, event, { ...act, caseId: id });
    await audit.record(tx, {
      ...act,
      caseId: id,
      action: applicationsActs[event],
      subject: application.personId,
      detail: { from: application.state, to, rule },
    });
    return changed;
  };
}

export async function recordStep(
  tx: Tx,
  from: ApplicationState | null,
  changed: Application,
  event: ApplicationEvent,
  act: Act,
): Promise<void> {
  await addEvent(tx, {
    application: changed.id,
    at: changed.changedAt,
    event,
    fromState: from,
    toState: changed.state,
    actorKind: act.actor.kind,
    actorName: act.actor.name,
    reason: act.reason ?? null,
  });
}
