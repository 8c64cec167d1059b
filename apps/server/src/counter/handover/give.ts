import { type Actor, type Http, staffActor, staffAt } from '../../platform/index.ts';
import { versionRequest } from '../common-schemas.ts';
import { sameVersion } from '../context.ts';
import type { Visits } from '../visit/procedure.ts';
import { visitParams } from '../visit/schemas.ts';
import { showVisit } from '../visit/show.ts';
import { actIn, isOnTheWay, visitFor } from '../visit/visits.ts';
import { applicationToHandOver } from './admit.ts';
import { handoverErrors } from './errors.ts';
import type { Handover } from './handover.ts';
import { handoverAnswer } from './schemas.ts';

/** The clerk gives the card to the holder: it goes where its holder keeps it. */
async function giveCard(
  handovers: Visits<Handover>,
  id: string,
  version: number,
  actor: Actor,
): Promise<void> {
  const { life, parts } = handovers;
  await parts.platform.database.transaction(async (tx) => {
    const visit = await visitFor(handovers, tx, id, actor, 'do');
    const act = actIn(handovers, visit, actor);
    await applicationToHandOver(parts, tx, visit.caseId, act);
    sameVersion(visit, version);
    if (isOnTheWay(visit)) throw handoverErrors.HANDOVER_NOT_CONFIRMED();
    await life.move(tx, visit, 'complete', act);
  });
}

export function giveRoute(app: Http, handovers: Visits<Handover>): void {
  app.route({
    method: 'POST',
    url: '/api/office/handovers/:id/complete',
    config: { access: staffAt('office', 'hand-over', 'do', 'case') },
    schema: {
      tags: ['counter'],
      summary: 'The card is given to its holder',
      params: visitParams,
      body: versionRequest,
      response: { 200: handoverAnswer },
    },
    handler: async (request) => {
      const actor = staffActor(request);
      await giveCard(handovers, request.params.id, request.body.version, actor);
      return showVisit(handovers, request.params.id, actor);
    },
  });
}
