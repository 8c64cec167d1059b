import type { Act, Platform, Tx } from '../platform/index.ts';
import { deleteStop, insertStop } from './papers.ts';

/** From now on no kiosk begins a paper of this municipality; what is paid is still checked one by one. */
export async function stopService(
  { audit, clock }: Platform,
  tx: Tx,
  municipality: string,
  reason: string,
  act: Act,
): Promise<void> {
  await insertStop(tx, municipality, reason, clock.now());
  await audit.record(tx, { ...act, action: 'kiosk.stop-service', reason, detail: { municipality } });
}

export async function resumeService(
  { audit }: Platform,
  tx: Tx,
  municipality: string,
  act: Act,
): Promise<void> {
  await deleteStop(tx, municipality);
  await audit.record(tx, { ...act, action: 'kiosk.resume-service', detail: { municipality } });
}
