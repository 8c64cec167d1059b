import type { ApplicationEvent } from '@mibun/rules';
import { type Act, commonErrors, type Tx } from '../../platform/index.ts';
import type { ApplicationGiven, ApplicationLife } from './life.ts';
import { type Application, type ApplicationChanges, requireApplication } from './store.ts';

export type Change = (
  tx: Tx,
  id: string,
  event: ApplicationEvent,
  act: Act,
  options?: {
    readonly version?: number;
    readonly changes?: ApplicationChanges;
    readonly given?: ApplicationGiven;
  },
) => Promise<Application>;

/** A step of the application as it is now, or of the version that its caller has seen. */
export function changeWith(life: ApplicationLife): Change {
  return async (tx, id, event, act, { version, changes = {}, given = {} } = {}) => {
    const application = await requireApplication(tx, id);
    if (version !== undefined && version !== application.version) throw commonErrors.CHANGED_MEANWHILE();
    return life.move(tx, application, event, { ...act, caseId: id }, { changes, given });
  };
}
