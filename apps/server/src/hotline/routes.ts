import { z } from 'zod';
import { type Http, staffActor, staffAt } from '../platform/index.ts';
import { type HotlineContext, ownCalls, suspendByCall, takeCall } from './calls.ts';
import {
  callAnswer,
  callRequest,
  callSuspendAnswer,
  callSuspendRequest,
  callsAnswer,
  callsQuery,
} from './schemas.ts';

/** Everything that a call-centre operator can do. There is nothing here that gives a card anything back (§9). */
export function hotlineRoutes(app: Http, context: HotlineContext): void {
  const tags = ['hotline'];

  app.route({
    method: 'POST',
    url: '/api/hotline/calls',
    config: { access: staffAt('call-centre', 'suspend', 'do', 'person') },
    schema: {
      tags,
      summary: 'Identify a caller by what they say about the holder (LOS-03)',
      body: callRequest,
      response: { 200: callAnswer },
    },
    handler: (request) => takeCall(context, request.body, staffActor(request)),
  });

  app.route({
    method: 'POST',
    url: '/api/hotline/calls/:id/suspend',
    config: { access: staffAt('call-centre', 'suspend', 'do', 'case') },
    schema: {
      tags,
      summary: 'Suspend the card of an identified caller; cannot be undone by phone',
      params: z.object({ id: z.string().max(60) }),
      body: callSuspendRequest,
      response: { 200: callSuspendAnswer },
    },
    handler: (request) => suspendByCall(context, request.params.id, request.body, staffActor(request)),
  });

  app.route({
    method: 'GET',
    url: '/api/hotline/calls',
    config: { access: staffAt('call-centre', 'suspend', 'look', 'own') },
    schema: {
      tags,
      summary: 'The own calls, newest first',
      querystring: callsQuery,
      response: { 200: callsAnswer },
    },
    handler: (request) => ownCalls(context, request.query.page, staffActor(request)),
  });
}
