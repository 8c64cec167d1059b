import { type Http, serve, staffActor } from '../../platform/index.ts';
import { type CallCentreContext, ownCalls, suspendByCall, takeCall } from './calls.ts';
import { callCentreContract } from './contract.ts';

/** Everything that a call-centre operator can do. There is nothing here that gives a card anything back (§9). */
export function callCentreRoutes(app: Http, context: CallCentreContext): void {
  const on = serve(app, callCentreContract);

  on('POST /api/call-centre/calls', (request) => takeCall(context, request.body, staffActor(request)));

  on('POST /api/call-centre/calls/:id/suspend', (request) =>
    suspendByCall(context, request.params.id, request.body, staffActor(request)),
  );

  on('GET /api/call-centre/calls', (request) => ownCalls(context, request.query.page, staffActor(request)));
}
