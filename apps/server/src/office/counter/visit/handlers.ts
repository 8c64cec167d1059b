import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { staffActor } from '../../../platform/index.ts';
import { cancelVisit, resumeVisit } from './go-on.ts';
import { openVisit } from './open.ts';
import type { Kinds, Visits } from './procedure.ts';
import type { CancelRequest, visitParams } from './schemas.ts';
import { showVisit } from './show.ts';

type OfVisit = z.output<typeof visitParams>;

/** What every procedure answers with at its endpoints; who may call them and what they say is in its contract. */
export function visitHandlers<K extends Kinds>(visits: Visits<K>) {
  return {
    open: (request: FastifyRequest & { readonly body: K['request'] }) =>
      openVisit(visits, request.body, staffActor(request)),

    show: (request: FastifyRequest<{ Params: OfVisit }>) =>
      showVisit(visits, request.params.id, staffActor(request)),

    resume: (request: FastifyRequest<{ Params: OfVisit }>) =>
      resumeVisit(visits, request.params.id, staffActor(request)),

    async cancel(request: FastifyRequest<{ Params: OfVisit; Body: CancelRequest }>) {
      const { params, body } = request;
      const actor = staffActor(request);
      await cancelVisit(visits, params.id, body, actor);
      return showVisit(visits, params.id, actor);
    },
  };
}
