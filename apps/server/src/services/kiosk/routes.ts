import type { FastifyRequest } from 'fastify';
import { bearerToken, type Http, serve } from '../../platform/index.ts';
import { authenticate } from './authenticate.ts';
import { type Caller, type Context, hashOf } from './context.ts';
import { kioskContract } from './contract.ts';
import { kioskErrors } from './errors.ts';
import { cancel, complete, extend, issue, pay, select } from './order.ts';
import { print } from './print.ts';
import { settledRequest } from './session.ts';
import { startSession } from './start.ts';
import type { KioskRequest } from './store.ts';
import { paperView, stateView } from './views.ts';

export function kioskRoutes(app: Http, context: Context): void {
  context.devices.watchBodies(app);
  sessionRoutes(app, context);
  verbRoutes(app, context);
  paperRoutes(app, context);
}

const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

/**
 * Who calls: an enrolled device, by its signature over this request, with the token of one session. What a kiosk reports
 * (a card that answered, money, a sheet that is out) cannot be seen from here, so it counts from such a device alone.
 */
async function callerOf(context: Context, call: FastifyRequest): Promise<Caller> {
  return { device: await context.devices.demand(call.raw, 'kiosk'), token: bearerToken(call) };
}

function viewOf(context: Context, request: KioskRequest) {
  return context.platform.database.query((tx) => stateView(context, tx, request));
}

function sessionRoutes(app: Http, context: Context): void {
  const on = serve(app, kioskContract);
  on('POST /api/kiosk/sessions', async (call) => {
    const device = await context.devices.demand(call.raw, 'kiosk');
    const { request, token, challenge, hours } = await startSession(context, device);
    return { ...(await viewOf(context, request)), place: device.place, token, challenge, hours };
  });

  on('POST /api/kiosk/sessions/current/authenticate', async (call) => {
    const { certificate, signature, ...answer } = call.body;
    const { request, resident, municipality } = await authenticate(context, await callerOf(context, call), {
      ...answer,
      certificate: bytes(certificate),
      signature: bytes(signature),
    });
    const { fee, mostCopies, titles } = context.parameters;
    return {
      ...(await viewOf(context, request)),
      holder: { name: resident.name, foreign: resident.nationality !== 'JPN' },
      municipality: { code: municipality.code, name: municipality.name },
      documents: [
        {
          id: 'resident-record' as const,
          name: titles['resident-record'],
          fee: fee(municipality.code, 'resident-record'),
          mostCopies,
        },
      ],
    };
  });

  on('GET /api/kiosk/sessions/current/state', async (call) => {
    const { device, token } = await callerOf(context, call);
    return context.platform.database.transaction(async (tx) => {
      const request = await settledRequest(context, tx, { tokenHash: hashOf(token) });
      if (request?.deviceId !== device.deviceId) throw kioskErrors.KIOSK_SESSION_OVER();
      return stateView(context, tx, request);
    });
  });
}

function verbRoutes(app: Http, context: Context): void {
  const on = serve(app, kioskContract);
  on('POST /api/kiosk/sessions/current/select', async (call) =>
    viewOf(context, await select(context, await callerOf(context, call), call.body)),
  );

  on('POST /api/kiosk/sessions/current/pay', async (call) =>
    viewOf(context, await pay(context, await callerOf(context, call), call.body.amount)),
  );

  const acts = { issue, extend, cancel, complete };
  for (const verb of ['issue', 'extend', 'cancel', 'complete'] as const) {
    on(`POST /api/kiosk/sessions/current/${verb}`, async (call) =>
      viewOf(context, await acts[verb](context, await callerOf(context, call))),
    );
  }

  on('GET /api/kiosk/sessions/current/print', async (call, reply) => {
    const job = await print(context, await callerOf(context, call));
    return reply
      .type('application/pdf')
      .header('content-disposition', `inline; filename="${job.paperSerial}.pdf"`)
      .header('x-request-id', job.requestId)
      .header('x-subject-reference', job.subjectRef)
      .header('x-paper-serial', job.paperSerial)
      .header('x-copies', String(job.copies))
      .send(Buffer.from(job.pdf));
  });
}

function paperRoutes(app: Http, context: Context): void {
  const on = serve(app, kioskContract);
  on('GET /api/kiosk/papers/:serial', ({ params }) =>
    context.platform.database.query((tx) => paperView(context, tx, params.serial)),
  );
}
