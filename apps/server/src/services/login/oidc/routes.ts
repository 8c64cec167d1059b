import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Http, serve } from '../../../platform/index.ts';
import { loginContract } from '../contract.ts';
import { answerOf } from '../routes.ts';
import type { Exchange, ServiceLogin } from './service-login.ts';

/** The page on which a person sees who asks for what and answers with the card. */
export function serviceLoginRoutes(app: Http, serviceLogin: ServiceLogin): void {
  const on = serve(app, loginContract);

  on('GET /api/service-login/:uid', async (request, reply) => {
    const { uid } = request.params;
    const language = await serviceLogin.language(exchange(request, reply), uid);
    return reply.redirect(`/portal/service-login/${uid}${language ? `?lang=${language}` : ''}`, 303);
  });

  on('GET /api/service-login/:uid/request', async (request, reply) => {
    const { service, host, attributes, expiresAt } = await serviceLogin.asked(
      exchange(request, reply),
      request.params.uid,
    );
    return {
      service: { name: service.name, host },
      attributes: [...attributes],
      expiresAt: expiresAt.toISOString(),
    };
  });

  on('POST /api/service-login/:uid/challenge', (request, reply) =>
    serviceLogin.challenge(exchange(request, reply), request.params.uid, request.body.attributes),
  );

  on('POST /api/service-login/:uid/approve', async (request, reply) => ({
    returnTo: await serviceLogin.approve(
      exchange(request, reply),
      request.params.uid,
      answerOf(request.body),
    ),
  }));

  on('POST /api/service-login/:uid/decline', async (request, reply) => ({
    returnTo: await serviceLogin.decline(exchange(request, reply), request.params.uid),
  }));
}

function exchange(request: FastifyRequest, reply: FastifyReply): Exchange {
  return { request: request.raw, response: reply.raw };
}
