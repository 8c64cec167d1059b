import { type Http, staffActor, staffAt } from '../../platform/index.ts';
import type { Context } from '../context.ts';
import { cancelHandover, completeHandover, resumeHandover } from '../handover/finish.ts';
import { openHandover } from '../handover/open.ts';
import { showHandover } from '../handover/view.ts';
import {
  cancelRequest,
  handoverAnswer,
  handoverOpened,
  handoverRequest,
  idParams,
  resumeAnswer,
  versionRequest,
} from '../schemas.ts';
import { tags } from './tags.ts';

export function handoverRoutes(app: Http, context: Context): void {
  app.route({
    method: 'POST',
    url: '/api/office/handovers',
    config: { access: staffAt('office', 'hand-over', 'do', 'case') },
    schema: {
      tags,
      summary: 'Open a hand-over: identity is established, then the card goes on the reader of the answer',
      body: handoverRequest,
      response: { 200: handoverOpened },
    },
    handler: (request) => openHandover(context, request.body, staffActor(request)),
  });

  app.route({
    method: 'GET',
    url: '/api/office/handovers/:id',
    config: { access: staffAt('office', 'hand-over', 'look', 'case') },
    schema: {
      tags,
      summary: 'How far a hand-over has come, and what to do next',
      params: idParams,
      response: { 200: handoverAnswer },
    },
    handler: (request) => showHandover(context, request.params.id, staffActor(request)),
  });

  app.route({
    method: 'POST',
    url: '/api/office/handovers/:id/resume',
    config: { access: staffAt('office', 'hand-over', 'do', 'case') },
    schema: {
      tags,
      summary: 'Go on from where the chip stands (INC-05)',
      params: idParams,
      response: { 200: resumeAnswer },
    },
    handler: (request) => resumeHandover(context, request.params.id, staffActor(request)),
  });

  app.route({
    method: 'POST',
    url: '/api/office/handovers/:id/complete',
    config: { access: staffAt('office', 'hand-over', 'do', 'case') },
    schema: {
      tags,
      summary: 'The card is given to its holder',
      params: idParams,
      body: versionRequest,
      response: { 200: handoverAnswer },
    },
    handler: async (request) => {
      const actor = staffActor(request);
      await completeHandover(context, request.params.id, request.body.version, actor);
      return showHandover(context, request.params.id, actor);
    },
  });

  app.route({
    method: 'POST',
    url: '/api/office/handovers/:id/cancel',
    config: { access: staffAt('office', 'hand-over', ['do', 'approve'], 'case') },
    schema: {
      tags,
      summary: 'Give a hand-over up; refused when the chip is in operation',
      params: idParams,
      body: cancelRequest,
      response: { 200: handoverAnswer },
    },
    handler: async (request) => {
      const actor = staffActor(request);
      await cancelHandover(context, request.params.id, request.body, actor);
      return showHandover(context, request.params.id, actor);
    },
  });
}
