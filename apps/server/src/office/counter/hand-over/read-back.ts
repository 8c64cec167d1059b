import { TrayError } from '@mibun/reader';
import { issuerChannel, withCardAtOffice } from '../chip.ts';
import type { Parts } from '../context.ts';
import { isLastingFault } from '../set-up/read-chip.ts';
import type { VisitOf } from '../visit/procedure.ts';
import type { Handover } from './hand-over.ts';

/** `undefined`: it cannot be read from here. */
export async function isChipActive(parts: Parts, visit: VisitOf<Handover>): Promise<boolean | undefined> {
  try {
    return await withCardAtOffice(parts, visit, async (connection) => {
      const channel = await issuerChannel(parts, connection, visit.chipSerial);
      return (await channel.chipState()).state === 'active';
    });
  } catch (error) {
    // In a reader at this moment, gone, or broken: all the same from here.
    if (isLastingFault(error) || error instanceof TrayError) return undefined;
    throw error;
  }
}
