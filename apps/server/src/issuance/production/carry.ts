import type { TrayPlace } from '@mibun/reader';
import type { Tx } from '../../platform/index.ts';
import { CARRY_JOB, type Context } from './context.ts';
import { askForPlace, placeAskedFor } from './lots-store.ts';

/** Has a card carried to a place by a job, in the caller's transaction. */
export async function askToCarry(
  context: Context,
  tx: Tx,
  chipSerial: string,
  place: TrayPlace,
): Promise<void> {
  const { clock, jobs } = context.platform;
  await askForPlace(tx, chipSerial, place, clock.now());
  await jobs.send(tx, CARRY_JOB, { chipSerial });
}

/**
 * Carries a card to the place that was asked for last. A job that comes late, twice or out of order cannot bring the
 * card back to where it has left.
 */
export async function carryCard({ platform, tray }: Context, chipSerial: string): Promise<void> {
  const place = await platform.database.query((tx) => placeAskedFor(tx, chipSerial));
  const lies = tray.placeOf(chipSerial);
  // Plastic is carried by people.
  if (place !== undefined && lies !== undefined && lies !== place) tray.move(chipSerial, place);
}
