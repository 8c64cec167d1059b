import type { FastifyRequest } from 'fastify';
import { bearerToken, type Http, serve } from '../../platform/index.ts';
import type { Context } from './context.ts';
import { settlementContract } from './contract.ts';
import { enterResidents } from './enter.ts';
import { nameStaff } from './name-staff.ts';
import { demandSession, endCeremony, offer, open } from './session.ts';

const octets = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

export function settlementRoutes(app: Http, context: Context): void {
  const on = serve(app, settlementContract);
  const { municipalities } = context.country;
  /** Whoever is in no session does not get to say much: asked before the body is read. */
  const inSession = {
    preParsing: async (request: FastifyRequest) => {
      const token = bearerToken(request);
      await context.platform.database.query((tx) => demandSession(context, tx, token));
    },
  };

  on('POST /api/settlement/sessions', async () => {
    const { endsAt, ...offered } = await offer(context);
    return { ...offered, endsAt: endsAt.toISOString() };
  });

  on('POST /api/settlement/sessions/:id/open', async ({ params, body }) => {
    const approvals = body.approvals.map(({ publicKey, signature }) => ({
      publicKey: octets(publicKey),
      signature: octets(signature),
    }));
    const { endsAt, ...opened } = await open(context, params.id, approvals);
    return {
      ...opened,
      endsAt: endsAt.toISOString(),
      municipalities: municipalities.map(({ code, prefecture, name }) => ({ code, prefecture, name })),
    };
  });

  on(
    'POST /api/settlement/residents',
    async (request) => {
      const outcomes = await enterResidents(context, bearerToken(request), request.body.rows);
      return { outcomes: outcomes.map(({ status, faults }) => ({ status, faults: [...faults] })) };
    },
    inSession,
  );

  on(
    'POST /api/settlement/staff',
    async (request) => {
      const { photo, ...named } = request.body;
      const staff = { ...named, ...(photo !== undefined && { photo: octets(photo) }) };
      return nameStaff(context, bearerToken(request), staff);
    },
    inSession,
  );

  on(
    'POST /api/settlement/end',
    async (request) => {
      await endCeremony(context, bearerToken(request));
      return { ceremonyEnded: true as const };
    },
    inSession,
  );
}
