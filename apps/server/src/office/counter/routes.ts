import { type Http, serve, staffActor } from '../../platform/index.ts';
import { arrivals, receiveLot } from './arrivals.ts';
import type { Context } from './context.ts';
import { counterContract } from './contract.ts';
import { destructionRoutes } from './destruction/routes.ts';
import { reportLoss, suspendAtCounter } from './loss/loss.ts';
import { showPerson } from './person.ts';
import { overview, queue } from './queue.ts';
import { askForSetUp } from './set-up/set-up.ts';

/** Every endpoint of the municipal office. */
export function counterRoutes(app: Http, context: Context): void {
  queueRoutes(app, context);
  for (const procedure of context.procedures) procedure.routes(app);
  lossRoutes(app, context);
  destructionRoutes(app, context);
}

function queueRoutes(app: Http, context: Context): void {
  const on = serve(app, counterContract);

  on('GET /api/office/overview', (request) => overview(context, staffActor(request)));

  on('GET /api/office/arrivals', (request) => arrivals(context, staffActor(request)));

  on('POST /api/office/arrivals/:lotId/receive', (request) =>
    receiveLot(context, request.params.lotId, request.body.chipSerials, staffActor(request)),
  );

  on('POST /api/office/cards/:cardId/set-up', (request) =>
    askForSetUp(context, request.params.cardId, staffActor(request)),
  );

  on('GET /api/office/queue', (request) => queue(context, request.query, staffActor(request)));

  on('GET /api/office/people/:personId', (request) =>
    showPerson(context, request.params.personId, staffActor(request)),
  );
}

function lossRoutes(app: Http, context: Context): void {
  const on = serve(app, counterContract);

  on('POST /api/office/loss-reports', (request) => reportLoss(context, request.body, staffActor(request)));

  on('POST /api/office/cards/:cardId/suspend', async (request) => {
    const { cardId } = request.params;
    const { card, at } = await suspendAtCounter(context, cardId, request.body, staffActor(request));
    return { cardId, state: card.state, suspendedAt: at.toISOString() };
  });
}
