import { type Http, serve, staffActor } from '../../../platform/index.ts';
import { visitHandlers } from '../visit/handlers.ts';
import type { Visits } from '../visit/procedure.ts';
import { showVisit } from '../visit/show.ts';
import { handoverContract } from './contract.ts';
import { giveCard } from './give.ts';
import type { Handover } from './hand-over.ts';

export function handoverRoutes(app: Http, handovers: Visits<Handover>): void {
  const on = serve(app, handoverContract);
  const { open, show, resume, cancel } = visitHandlers(handovers);
  on('POST /api/office/handovers', open);
  on('GET /api/office/handovers/:id', show);
  on('POST /api/office/handovers/:id/resume', resume);
  on('POST /api/office/handovers/:id/cancel', cancel);
  on('POST /api/office/handovers/:id/complete', async (request) => {
    const actor = staffActor(request);
    await giveCard(handovers, request.params.id, request.body.version, actor);
    return showVisit(handovers, request.params.id, actor);
  });
}
