import type { FastifyRequest } from 'fastify';
import { bearerToken, type Http } from '../platform/index.ts';
import type { Context } from './context.ts';
import { enterResidents } from './enter.ts';
import { nameStaff } from './name-staff.ts';
import {
  endAnswer,
  enterAnswer,
  enterRequest,
  offerAnswer,
  openAnswer,
  openRequest,
  sessionParams,
  staffAnswer,
  staffRequest,
} from './schemas.ts';
import { demandSession, endCeremony, offer, open } from './session.ts';

const tags = ['settlement'];
const SELDOM = { access: 'public', rateLimit: { max: 20, timeWindow: '1 minute' } } as const;
const MOST_ROWS_OCTETS = 2 * 1024 * 1024;
const MOST_STAFF_OCTETS = 10 * 1024 * 1024;

const octets = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

export function settlementRoutes(app: Http, context: Context): void {
  /** Whoever is in no session does not get to say much: asked before the body is read. */
  const inSession = async (request: FastifyRequest) => {
    const token = bearerToken(request);
    await context.platform.database.query((tx) => demandSession(context, tx, token));
  };

  app.route({
    method: 'POST',
    url: '/api/settlement/sessions',
    config: SELDOM,
    schema: {
      tags,
      summary:
        'What two operators are to sign, so that this system is settled; it lives a quarter of an hour',
      response: { 200: offerAnswer },
    },
    handler: async () => {
      const { endsAt, ...offered } = await offer(context);
      return { ...offered, endsAt: endsAt.toISOString() };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/settlement/sessions/:id/open',
    config: SELDOM,
    schema: {
      tags,
      summary: 'Open the session by the signatures of two operators whose keys the configuration names; once',
      params: sessionParams,
      body: openRequest,
      response: { 200: openAnswer },
    },
    handler: async ({ params, body }) => {
      const approvals = body.approvals.map(({ publicKey, signature }) => ({
        publicKey: octets(publicKey),
        signature: octets(signature),
      }));
      const { endsAt, ...opened } = await open(context, params.id, approvals);
      return {
        ...opened,
        endsAt: endsAt.toISOString(),
        municipalities: context.country.municipalities.map(({ code, prefecture, name }) => ({
          code,
          prefecture,
          name,
        })),
      };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/settlement/residents',
    config: { access: 'public' },
    bodyLimit: MOST_ROWS_OCTETS,
    preParsing: inSession,
    schema: {
      tags,
      summary: 'Enter up to 500 residents; sending them again adds nobody twice',
      body: enterRequest,
      response: { 200: enterAnswer },
    },
    handler: async (request) => {
      const outcomes = await enterResidents(context, bearerToken(request), request.body.rows);
      return { outcomes: outcomes.map(({ status, faults }) => ({ status, faults: [...faults] })) };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/settlement/staff',
    config: { access: 'public' },
    bodyLimit: MOST_STAFF_OCTETS,
    preParsing: inSession,
    schema: {
      tags,
      summary:
        'Name a member of first staff and, with a photo, begin or go on with the ceremony of their card',
      body: staffRequest,
      response: { 200: staffAnswer },
    },
    handler: async (request) => {
      const { photo, ...named } = request.body;
      const staff = { ...named, ...(photo !== undefined && { photo: octets(photo) }) };
      return nameStaff(context, bearerToken(request), staff);
    },
  });

  app.route({
    method: 'POST',
    url: '/api/settlement/end',
    config: { access: 'public' },
    preParsing: inSession,
    schema: {
      tags,
      summary: 'End the ceremony of first staff, for good; residents can still be entered',
      response: { 200: endAnswer },
    },
    handler: async (request) => {
      await endCeremony(context, bearerToken(request));
      return { ceremonyEnded: true as const };
    },
  });
}
