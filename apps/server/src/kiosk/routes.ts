import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { bearerToken, type Http } from '../platform/index.ts';
import { authenticate } from './authenticate.ts';
import { type Caller, type Context, hashOf } from './context.ts';
import { kioskErrors } from './errors.ts';
import { cancel, complete, extend, issue, pay, select } from './order.ts';
import { print } from './print.ts';
import {
  authenticateAnswer,
  authenticateRequest,
  paperAnswer,
  payRequest,
  selectRequest,
  startAnswer,
  stateAnswer,
} from './schemas.ts';
import { settledRequest } from './session.ts';
import { startSession } from './start.ts';
import type { KioskRequest } from './store.ts';
import { paperView, stateView } from './views.ts';

const tags = ['kiosk'];
const current = '/api/kiosk/sessions/current';
const perMinute = (max: number) =>
  ({ access: 'public', rateLimit: { max, timeWindow: '1 minute' } }) as const;

export function kioskRoutes(app: Http, context: Context): void {
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
  app.route({
    method: 'POST',
    url: '/api/kiosk/sessions',
    config: perMinute(120),
    schema: {
      tags,
      summary: 'Begin a request at an enrolled kiosk; gives its token and the challenge for the card',
      response: { 200: startAnswer },
    },
    handler: async (call) => {
      const device = await context.devices.demand(call.raw, 'kiosk');
      const { request, token, challenge, hours } = await startSession(context, device);
      return { ...(await viewOf(context, request)), place: device.place, token, challenge, hours };
    },
  });

  app.route({
    method: 'POST',
    url: `${current}/authenticate`,
    config: perMinute(120),
    schema: {
      tags,
      summary: 'The answer of the card; a refusal ends the request',
      body: authenticateRequest,
      response: { 200: authenticateAnswer },
    },
    handler: async (call) => {
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
    },
  });

  app.route({
    method: 'GET',
    url: `${current}/state`,
    config: perMinute(1_200),
    schema: { tags, summary: 'Where the request stands', response: { 200: stateAnswer } },
    handler: async (call) => {
      const { device, token } = await callerOf(context, call);
      return context.platform.database.transaction(async (tx) => {
        const request = await settledRequest(context, tx, { tokenHash: hashOf(token) });
        if (request?.deviceId !== device.deviceId) throw kioskErrors.KIOSK_SESSION_OVER();
        return stateView(context, tx, request);
      });
    },
  });
}

function verbRoutes(app: Http, context: Context): void {
  app.route({
    method: 'POST',
    url: `${current}/select`,
    config: perMinute(240),
    schema: {
      tags,
      summary: 'Choose the certificate, what it shows and how many; the answer is the price',
      body: selectRequest,
      response: { 200: stateAnswer },
    },
    handler: async (call) => viewOf(context, await select(context, await callerOf(context, call), call.body)),
  });

  app.route({
    method: 'POST',
    url: `${current}/pay`,
    config: perMinute(240),
    schema: {
      tags,
      summary: 'The quoted amount lies in the machine',
      body: payRequest,
      response: { 200: stateAnswer },
    },
    handler: async (call) =>
      viewOf(context, await pay(context, await callerOf(context, call), call.body.amount)),
  });

  const verbs: readonly (readonly [
    string,
    string,
    (context: Context, caller: Caller) => Promise<KioskRequest>,
  ])[] = [
    ['issue', 'Order the certificate; a job makes it', issue],
    ['extend', 'More time for the person', extend],
    ['cancel', 'The person stops before paying', cancel],
    ['complete', 'Paper and card are taken', complete],
  ];
  for (const [verb, summary, act] of verbs) {
    app.route({
      method: 'POST',
      url: `${current}/${verb}`,
      config: perMinute(240),
      schema: { tags, summary, response: { 200: stateAnswer } },
      handler: async (call: FastifyRequest) =>
        viewOf(context, await act(context, await callerOf(context, call))),
    });
  }

  app.route({
    method: 'GET',
    url: `${current}/print`,
    config: perMinute(240),
    schema: { tags, summary: 'The certificate as PDF, once; the headers say whose it is' },
    handler: async (call, reply) => {
      const job = await print(context, await callerOf(context, call));
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="${job.paperSerial}.pdf"`)
        .header('x-request-id', job.requestId)
        .header('x-subject-reference', job.subjectRef)
        .header('x-paper-serial', job.paperSerial)
        .header('x-copies', String(job.copies))
        .send(Buffer.from(job.pdf));
    },
  });
}

function paperRoutes(app: Http, context: Context): void {
  app.route({
    method: 'GET',
    url: '/api/kiosk/papers/:serial',
    config: perMinute(120),
    schema: {
      tags,
      summary:
        'Whether a paper is genuine: its type, time, municipality and SHA-256; nothing about the person',
      params: z.object({ serial: z.string().max(60) }),
      response: { 200: paperAnswer },
    },
    handler: ({ params }) => context.platform.database.query((tx) => paperView(context, tx, params.serial)),
  });
}
