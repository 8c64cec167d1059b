import type { z } from 'zod';
import { type Http, staffActor, staffAt } from '../../platform/index.ts';
import { cancelVisit, resumeVisit } from './go-on.ts';
import { openVisit } from './open.ts';
import type { Kinds, Visits } from './procedure.ts';
import { cancelRequest, resumeAnswer, visitOpened, visitParams } from './schemas.ts';
import { showVisit } from './show.ts';

const tags = ['counter'];

/** The endpoints that every procedure has. */
export function visitRoutes<K extends Kinds>(app: Http, visits: Visits<K>): void {
  const { action, path, summaries } = visits.procedure;
  const opening: z.ZodType<object> = visits.procedure.request;
  const answer: z.ZodType<object> = visits.procedure.answer;
  const url = `/api/office/${path}`;

  app.route({
    method: 'POST',
    url,
    config: { access: staffAt('office', action, 'do', 'case') },
    schema: { tags, summary: summaries.open, body: opening, response: { 200: visitOpened } },
    handler: (request) => openVisit(visits, request.body as K['request'], staffActor(request)),
  });

  app.route({
    method: 'GET',
    url: `${url}/:id`,
    config: { access: staffAt('office', action, 'look', 'case') },
    schema: { tags, summary: summaries.show, params: visitParams, response: { 200: answer } },
    handler: (request) => showVisit(visits, request.params.id, staffActor(request)),
  });

  app.route({
    method: 'POST',
    url: `${url}/:id/resume`,
    config: { access: staffAt('office', action, 'do', 'case') },
    schema: { tags, summary: summaries.resume, params: visitParams, response: { 200: resumeAnswer } },
    handler: (request) => resumeVisit(visits, request.params.id, staffActor(request)),
  });

  app.route({
    method: 'POST',
    url: `${url}/:id/cancel`,
    config: { access: staffAt('office', action, ['do', 'approve'], 'case') },
    schema: {
      tags,
      summary: summaries.cancel,
      params: visitParams,
      body: cancelRequest,
      response: { 200: answer },
    },
    handler: async (request) => {
      const actor = staffActor(request);
      await cancelVisit(visits, request.params.id, request.body, actor);
      return showVisit(visits, request.params.id, actor);
    },
  });
}
