import type { Context } from '../context.ts';
import { problemOf } from '../problem.ts';
import type { RelayTicket } from '../schemas.ts';
import { handoverScript } from './script.ts';
import { type Handover, saveProblem } from './store.ts';

/** Waits for the card of this hand-over on a reader and works on it. Outside any transaction. */
export function connectHandover(context: Context, handover: Handover): RelayTicket {
  const { connected, platform, relay } = context;
  const { id, run, chipSerial } = handover;
  const script = handoverScript(context, handover);
  const ticket = relay.open(
    async (connection, holder) => {
      connected.add(id);
      return script(connection, holder);
    },
    {
      chipSerial,
      async onFinished(outcome) {
        connected.delete(id);
        if (outcome.ok) return;
        const problem = problemOf(outcome.error);
        await platform.database.transaction((tx) => saveProblem(tx, id, run, problem));
      },
    },
  );
  return { ...ticket, cardSerial: chipSerial };
}
