import { type Act, type Kinship, mayAct, type Platform, type Tx } from '../../platform/index.ts';
import { kioskActs } from './audited-acts.ts';
import { deleteStop, insertStop } from './papers.ts';

interface Deps {
  readonly platform: Platform;
  readonly residents: Kinship;
}

/** Enabling and stopping is the municipality's own decision (§9), or the system's when something is wrong (INC-02b). */
async function demandMayOperate(deps: Deps, tx: Tx, municipality: string, act: Act): Promise<void> {
  if (act.actor.kind === 'system') return;
  await mayAct(deps, tx, act, {
    action: 'issue-at-kiosk',
    wanted: ['operate', 'approve'],
    find: async () => municipality,
    concerns: () => ({ municipality, people: [] }),
  });
}

/** From now on no kiosk begins a paper of this municipality; what is paid is still checked one by one. */
export async function stopService(
  { platform, residents }: Deps,
  tx: Tx,
  municipality: string,
  reason: string,
  act: Act,
): Promise<void> {
  await demandMayOperate({ platform, residents }, tx, municipality, act);
  await insertStop(tx, municipality, reason, platform.clock.now());
  await platform.audit.record(tx, {
    ...act,
    action: kioskActs['stop-service'],
    reason,
    detail: { municipality },
  });
}

export async function resumeService(
  { platform, residents }: Deps,
  tx: Tx,
  municipality: string,
  act: Act,
): Promise<void> {
  await demandMayOperate({ platform, residents }, tx, municipality, act);
  await deleteStop(tx, municipality);
  await platform.audit.record(tx, { ...act, action: kioskActs['resume-service'], detail: { municipality } });
}
