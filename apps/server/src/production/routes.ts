import { z } from 'zod';
import { type Act, type Http, staffActor, staffAt } from '../platform/index.ts';
import { resumeBatch, startBatch } from './batch.ts';
import { acceptSubstitutes, codePoints, openCharacters } from './characters.ts';
import type { Context } from './context.ts';
import { listLots } from './lots-store.ts';
import { facesForPrinter, lookAtFace } from './print.ts';
import {
  batchAnswer,
  batchesAnswer,
  batchesQuery,
  charactersAnswer,
  lotsAnswer,
  overviewAnswer,
  resumeAnswer,
  shipRequest,
  startAnswer,
  substitutesRequest,
} from './schemas.ts';
import { shipBatch } from './ship.ts';
import { findBatch } from './store.ts';
import { batchDetail, batchList, lotView, overview } from './views.ts';

const idParam = z.object({ id: z.string().max(60) });
const cardParam = z.object({ cardId: z.string().max(60) });

export function productionRoutes(app: Http, context: Context): void {
  const { database } = context.platform;
  const tags = ['production'];
  const looking = { access: staffAt('production', 'produce-or-destroy', 'look', 'national') };
  const making = { access: staffAt('production', 'produce-or-destroy', 'do', 'case') };
  const face = { access: staffAt('production', 'produce-or-destroy', 'look', 'case') };
  const actOf = (request: Parameters<typeof staffActor>[0]): Act => ({
    actor: staffActor(request),
    purpose: 'production',
  });

  app.route({
    method: 'GET',
    url: '/api/production/overview',
    config: looking,
    schema: {
      tags,
      summary: 'What waits, what is being made, what went wrong',
      response: { 200: overviewAnswer },
    },
    handler: (request) => database.query((tx) => overview(context, tx, staffActor(request))),
  });

  app.route({
    method: 'POST',
    url: '/api/production/batches',
    config: { access: staffAt('production', 'produce-or-destroy', 'do', 'cases') },
    schema: {
      tags,
      summary: 'Start a batch with the approved applications, express first; one job a card',
      response: { 200: startAnswer },
    },
    handler: (request) => startBatch(context, actOf(request)),
  });

  app.route({
    method: 'GET',
    url: '/api/production/batches',
    config: looking,
    schema: {
      tags,
      summary: 'Batches, newest first',
      querystring: batchesQuery,
      response: { 200: batchesAnswer },
    },
    handler: (request) => database.query((tx) => batchList(tx, request.query.page)),
  });

  app.route({
    method: 'GET',
    url: '/api/production/batches/:id',
    config: looking,
    schema: {
      tags,
      summary: 'A batch: its cards with steps, gates and progress',
      params: idParam,
      response: { 200: batchAnswer },
    },
    handler: (request) => database.query((tx) => batchDetail(context, tx, request.params.id)),
  });

  app.route({
    method: 'POST',
    url: '/api/production/batches/:id/resume',
    config: making,
    schema: {
      tags,
      summary: 'Go on with the cards of a batch that have stopped',
      params: idParam,
      response: { 200: resumeAnswer },
    },
    handler: async (request) => ({ cards: await resumeBatch(context, request.params.id, actOf(request)) }),
  });

  app.route({
    method: 'POST',
    url: '/api/production/batches/:id/ship',
    config: making,
    schema: {
      tags,
      summary: 'Ship a finished batch: one lot a municipality',
      params: idParam,
      body: shipRequest,
      response: { 200: lotsAnswer },
    },
    handler: async (request) => {
      const lots = await shipBatch(context, request.params.id, request.body.version, actOf(request));
      return { lots: lots.map((lot) => lotView(context, lot)) };
    },
  });

  app.route({
    method: 'GET',
    url: '/api/production/batches/:id/lots',
    config: looking,
    schema: {
      tags,
      summary: 'The lot lists of a shipped batch, one a municipality',
      params: idParam,
      response: { 200: lotsAnswer },
    },
    handler: (request) =>
      database.query(async (tx) => {
        const { batchId } = await findBatch(tx, request.params.id);
        return { lots: (await listLots(tx, { batchId })).map((lot) => lotView(context, lot)) };
      }),
  });

  characterRoutes(app, context, actOf);

  for (const side of ['front', 'back'] as const) {
    app.route({
      method: 'GET',
      url: `/api/production/cards/:cardId/${side}.png`,
      config: face,
      schema: { tags, summary: `The ${side} as printed; the number is not shown`, params: cardParam },
      handler: async (request, reply) => {
        const face = await lookAtFace(context, request.params.cardId, side, actOf(request));
        return reply.type('image/png').send(Buffer.from(face));
      },
    });
  }

  app.route({
    method: 'GET',
    url: '/api/production/cards/:cardId/faces.pdf',
    config: making,
    schema: {
      tags,
      summary: 'Both faces for the card printer, with the number; only before the card is shipped',
      params: cardParam,
    },
    handler: async (request, reply) => {
      const pdf = await facesForPrinter(context, request.params.cardId, actOf(request));
      return reply.type('application/pdf').send(Buffer.from(pdf));
    },
  });
}

/** Decisions about what cannot be printed as it is registered (CRT-01). */
function characterRoutes(
  app: Http,
  context: Context,
  actOf: (request: Parameters<typeof staffActor>[0]) => Act,
): void {
  const tags = ['production'];
  app.route({
    method: 'GET',
    url: '/api/production/makings/:id/characters',
    config: { access: staffAt('production', 'produce-or-destroy', 'look', 'case') },
    schema: {
      tags,
      summary:
        'Characters that would not be printed as registered and wait for a decision; a look at the record',
      params: idParam,
      response: { 200: charactersAnswer },
    },
    handler: async (request) => {
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
    },
  });

  app.route({
    method: 'POST',
    url: '/api/production/makings/:id/substitutes',
    config: { access: staffAt('production', 'produce-or-destroy', 'do', 'case') },
    schema: {
      tags,
      summary: 'Accept what is printed for them, with a reason, and go on with the card',
      params: idParam,
      body: substitutesRequest,
      response: { 200: resumeAnswer },
    },
    handler: async (request) => {
      const { characters, reason } = request.body;
      await acceptSubstitutes(context, request.params.id, characters, { ...actOf(request), reason });
      return { cards: 1 };
    },
  });
}
