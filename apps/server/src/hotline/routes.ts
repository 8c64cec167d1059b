import { type Http, serve, staffActor } from '../platform/index.ts';
import { type HotlineContext, ownCalls, suspendByCall, takeCall } from './calls.ts';
import { hotlineContract } from './contract.ts';

/** Everything that a call-centre operator can do. There is nothing here that gives a card anything back (§9). */
export function hotlineRoutes(app: Http, context: HotlineContext): void {
  const on = serve(app, hotlineContract);

  on('POST /api/hotline/calls', (request) => takeCall(context, request.body, staffActor(request)));

  on('POST /api/hotline/calls/:id/suspend', (request) =>
    suspendByCall(context, request.params.id, request.body, staffActor(request)),
  );

  on('GET /api/hotline/calls', (request) => ownCalls(context, request.query.page, staffActor(request)));
}
