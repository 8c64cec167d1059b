import type { CardConnection } from '@mibun/reader';
import type { HolderScreen } from '../../relay/index.ts';
import { issuerChannel } from '../chip.ts';
import { problemOf } from '../problem.ts';
import type { Kinds, Run, VisitOf, Visits } from './procedure.ts';
import type { RelayTicket } from './schemas.ts';
import { saveProblem } from './store.ts';
import { actIn, noteStep, presentVisit } from './visits.ts';

/** What the agent's page gets when the work on the chip is done. */
export interface VisitResult {
  readonly visitId: string;
  readonly state: string;
}

/** Waits for the card of this visit on a reader and works on it. Outside any transaction. */
export function connectCard<K extends Kinds>(visits: Visits<K>, visit: VisitOf<K>): RelayTicket {
  const { connected, parts } = visits;
  const { id, run, chipSerial } = visit;
  const ticket = parts.relay.open(
    async (connection, holder): Promise<VisitResult> => {
      connected.add(id);
      return work(visits, visit, connection, holder);
    },
    {
      chipSerial,
      async onFinished(outcome) {
        connected.delete(id);
        if (outcome.ok) return;
        const problem = problemOf(outcome.error);
        await parts.platform.database.transaction((tx) => saveProblem(tx, id, run, problem));
      },
    },
  );
  return { ...ticket, cardSerial: chipSerial };
}

async function work<K extends Kinds>(
  visits: Visits<K>,
  begun: VisitOf<K>,
  connection: CardConnection,
  holder: HolderScreen,
): Promise<VisitResult> {
  let visit = await presentVisit(visits, begun);
  const run: Run<K> = {
    get visit() {
      return visit;
    },
    act: actIn(visits, visit, visit.clerk),
    connection,
    holder,
    channel: () => issuerChannel(visits.parts, connection, begun.chipSerial),
    async note(event, noting) {
      visit = await noteStep(visits, begun, event, noting);
    },
  };
  await visits.procedure.script(run);
  return { visitId: visit.id, state: visit.state };
}
