import type { Tx } from '../../platform/index.ts';
import type { Application } from '../applications/index.ts';
import type { Context } from './context.ts';
import { endMaking } from './end-making.ts';
import type { Making } from './tables.ts';

/**
 * The application whose card may still be made and leave; otherwise the card is discarded. Withdrawn, cancelled, or
 * changed and approved anew: every such step raises the application's version.
 */
export async function wantedOrDiscarded(
  context: Context,
  tx: Tx,
  making: Making,
): Promise<Application | undefined> {
  const application = await context.applications.get(tx, making.application);
  const wanted = application.state === 'IN_PRODUCTION' && application.version === making.applicationVersion;
  if (wanted) return application;
  await endMaking(context, tx, making, {
    event: 'discard',
    kind: 'application-changed',
    gates: [],
  });
  return undefined;
}
