import { type Http, staffActor, staffAt } from '../../platform/index.ts';
import type { Context } from '../context.ts';
import { approveDestruction, collectCard, listDestructions, proposeDestruction } from '../destroy.ts';
import { reportLoss, suspendAtCounter } from '../loss.ts';
import {
  cardParams,
  cardStateAnswer,
  collectRequest,
  destructionAnswer,
  destructionRequest,
  destructionsAnswer,
  idParams,
  lossAnswer,
  lossRequest,
  suspendAnswer,
  suspendRequest,
  versionRequest,
} from '../schemas.ts';
import { tags } from './tags.ts';

export function caseRoutes(app: Http, context: Context): void {
  lossRoutes(app, context);
  destructionRoutes(app, context);
}

function lossRoutes(app: Http, context: Context): void {
  app.route({
    method: 'POST',
    url: '/api/office/loss-reports',
    config: { access: staffAt('office', 'abolish-or-reissue', 'do', 'case') },
    schema: {
      tags,
      summary: 'Abolish a lost, stolen or damaged card for good and open a form for the next one',
      body: lossRequest,
      response: { 200: lossAnswer },
    },
    handler: (request) => reportLoss(context, request.body, staffActor(request)),
  });

  app.route({
    method: 'POST',
    url: '/api/office/cards/:cardId/suspend',
    config: { access: staffAt('office', 'suspend', 'do', 'case') },
    schema: {
      tags,
      summary: 'Suspend a card at the counter',
      params: cardParams,
      body: suspendRequest,
      response: { 200: suspendAnswer },
    },
    handler: async (request) => {
      const { cardId } = request.params;
      const { card, at } = await suspendAtCounter(context, cardId, request.body, staffActor(request));
      return { cardId, state: card.state, suspendedAt: at.toISOString() };
    },
  });
}

function destructionRoutes(app: Http, context: Context): void {
  app.route({
    method: 'POST',
    url: '/api/office/cards/:cardId/collect',
    config: { access: staffAt('office', 'abolish-or-reissue', 'do', 'case') },
    schema: {
      tags,
      summary: 'Take in a card that has ended',
      params: cardParams,
      body: collectRequest,
      response: { 200: cardStateAnswer },
    },
    handler: async (request) => {
      const { cardId, version, state } = await collectCard(
        context,
        request.params.cardId,
        request.body,
        staffActor(request),
      );
      return { cardId, version, state };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/office/cards/:cardId/destruction',
    config: { access: staffAt('office', 'produce-or-destroy', 'do', 'case') },
    schema: {
      tags,
      summary: 'Propose the destruction of a card; another person has to approve',
      params: cardParams,
      body: destructionRequest,
      response: { 200: destructionAnswer },
    },
    handler: (request) =>
      proposeDestruction(context, request.params.cardId, request.body, staffActor(request)),
  });

  app.route({
    method: 'GET',
    url: '/api/office/destructions',
    config: { access: staffAt('office', 'produce-or-destroy', 'look', 'own-office') },
    schema: {
      tags,
      summary: 'Destructions that wait for the second person',
      response: { 200: destructionsAnswer },
    },
    handler: async (request) => ({ items: [...(await listDestructions(context, staffActor(request)))] }),
  });

  app.route({
    method: 'POST',
    url: '/api/office/destructions/:id/approve',
    config: { access: staffAt('office', 'produce-or-destroy', 'approve', 'case') },
    schema: {
      tags,
      summary: 'Approve as a supervisor and second person; the card is destroyed',
      params: idParams,
      body: versionRequest,
      response: { 200: destructionAnswer },
    },
    handler: (request) =>
      approveDestruction(context, request.params.id, request.body.version, staffActor(request)),
  });
}
