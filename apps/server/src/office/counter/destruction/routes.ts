import { type Http, serve, staffActor } from '../../../platform/index.ts';
import type { Context } from '../context.ts';
import { destructionContract } from './contract.ts';
import {
  collectCard,
  type Destruction,
  destructionView,
  listDestructions,
  proposeDestruction,
} from './destroy.ts';
import { keptCards } from './kept.ts';

export function destructionRoutes(app: Http, context: Context): void {
  const on = serve(app, destructionContract);
  const { destructions } = context;
  const view = (request: Parameters<typeof staffActor>[0], proposal: Destruction) =>
    destructionView(destructions, proposal, staffActor(request));

  on('POST /api/office/cards/:cardId/collect', async (request) => {
    const { params, body } = request;
    const { cardId, version, state } = await collectCard(context, params.cardId, body, staffActor(request));
    return { cardId, version, state };
  });

  on('GET /api/office/kept-cards', async (request) => ({
    items: [...(await keptCards(context, staffActor(request)))],
  }));

  on('POST /api/office/cards/:cardId/destruction', (request) =>
    proposeDestruction(context, request.params.cardId, request.body, staffActor(request)),
  );

  on('GET /api/office/destructions', async (request) => ({
    items: [...(await listDestructions(context, staffActor(request)))],
  }));

  on('POST /api/office/destructions/:id/approve', async (request) =>
    view(request, await destructions.confirm(request.params.id, request.body, staffActor(request))),
  );

  on('POST /api/office/destructions/:id/withdraw', async (request) =>
    view(request, await destructions.withdraw(request.params.id, request.body.version, staffActor(request))),
  );
}
