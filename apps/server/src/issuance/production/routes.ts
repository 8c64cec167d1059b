import { type Act, type Http, serve, staffActor } from '../../platform/index.ts';
import { resumeBatch, startBatch } from './batch.ts';
import { acceptSubstitutes, codePoints, openCharacters } from './characters.ts';
import type { Context } from './context.ts';
import { productionContract } from './contract.ts';
import { listLots } from './lots-store.ts';
import { facesForPrinter, lookAtFace } from './print.ts';
import { shipBatch } from './ship.ts';
import { findBatch } from './store.ts';
import { batchDetail, batchList, lotView, overview } from './views.ts';

export function productionRoutes(app: Http, context: Context): void {
  const on = serve(app, productionContract);
  const { database } = context.platform;
  const actOf = (request: Parameters<typeof staffActor>[0]): Act => ({
    actor: staffActor(request),
    purpose: 'production',
  });

  on('GET /api/production/overview', (request) =>
    database.query((tx) => overview(context, tx, staffActor(request))),
  );

  on('POST /api/production/batches', (request) => startBatch(context, actOf(request)));

  on('GET /api/production/batches', (request) => database.query((tx) => batchList(tx, request.query.page)));

  on('GET /api/production/batches/:id', (request) =>
    database.query((tx) => batchDetail(context, tx, request.params.id)),
  );

  on('POST /api/production/batches/:id/resume', async (request) => ({
    cards: await resumeBatch(context, request.params.id, actOf(request)),
  }));

  on('POST /api/production/batches/:id/ship', async (request) => {
    const lots = await shipBatch(context, request.params.id, request.body.version, actOf(request));
    return { lots: lots.map((lot) => lotView(context, lot)) };
  });

  on('GET /api/production/batches/:id/lots', (request) =>
    database.query(async (tx) => {
      const { batchId } = await findBatch(tx, request.params.id);
      return { lots: (await listLots(tx, { batchId })).map((lot) => lotView(context, lot)) };
    }),
  );

  characterRoutes(app, context, actOf);

  for (const side of ['front', 'back'] as const) {
    on(`GET /api/production/cards/:cardId/${side}.png`, async (request, reply) => {
      const face = await lookAtFace(context, request.params.cardId, side, actOf(request));
      return reply.type('image/png').send(Buffer.from(face));
    });
  }

  on('GET /api/production/cards/:cardId/faces.pdf', async (request, reply) => {
    const pdf = await facesForPrinter(context, request.params.cardId, actOf(request));
    return reply.type('application/pdf').send(Buffer.from(pdf));
  });
}

/** Decisions about what cannot be printed as it is registered (CRT-01). */
function characterRoutes(
  app: Http,
  context: Context,
  actOf: (request: Parameters<typeof staffActor>[0]) => Act,
): void {
  const on = serve(app, productionContract);
  on('GET /api/production/makings/:id/characters', async (request) => {
    const { characters, ...who } = await openCharacters(context, request.params.id, actOf(request));
    return {
      ...who,
      characters: characters.map(({ character, drawn }) => ({
        character,
        drawn,
        codePoints: codePoints(character),
        drawnCodePoints: codePoints(drawn),
      })),
    };
  });

  on('POST /api/production/makings/:id/substitutes', async (request) => {
    const { characters, reason } = request.body;
    await acceptSubstitutes(context, request.params.id, characters, { ...actOf(request), reason });
    return { cards: 1 };
  });
}
