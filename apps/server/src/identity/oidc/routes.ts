import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Http } from '../../platform/index.ts';
import { answerOf } from '../routes.ts';
import {
  challengeAnswer,
  proof,
  serviceChallengeRequest,
  serviceLoginAnswer,
  serviceLoginParams,
  serviceLoginView,
} from '../schemas.ts';
import type { Exchange, ServiceLogin } from './service-login.ts';

const OFTEN = { max: 120, timeWindow: '1 minute' };

/** The page on which a person sees who asks for what and answers with the card. */
export function serviceLoginRoutes(app: Http, serviceLogin: ServiceLogin): void {
  const common = { config: { access: 'public', rateLimit: OFTEN } } as const;
  const about = (summary: string) => ({ tags: ['identity'], summary, params: serviceLoginParams });

  app.route({
    method: 'GET',
    url: '/api/service-login/:uid',
    ...common,
    schema: about('Where a service’s log-in begins: leads the browser to the page of the portal'),
    handler: async (request, reply) => {
      const { uid } = request.params;
      const language = await serviceLogin.language(exchange(request, reply), uid);
      return reply.redirect(`/portal/service-login/${uid}${language ? `?lang=${language}` : ''}`, 303);
    },
  });

  app.route({
    method: 'GET',
    url: '/api/service-login/:uid/request',
    ...common,
    schema: { ...about('Who asks for what'), response: { 200: serviceLoginView } },
    handler: async (request, reply) => {
      const { service, host, attributes, expiresAt } = await serviceLogin.asked(
        exchange(request, reply),
        request.params.uid,
      );
      return {
        service: { name: service.name, host },
        attributes: [...attributes],
        expiresAt: expiresAt.toISOString(),
      };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/service-login/:uid/challenge',
    ...common,
    schema: {
      ...about('A challenge that names the service and the attributes that the person agrees to'),
      body: serviceChallengeRequest,
      response: { 200: challengeAnswer },
    },
    handler: (request, reply) =>
      serviceLogin.challenge(exchange(request, reply), request.params.uid, request.body.attributes),
  });

  app.route({
    method: 'POST',
    url: '/api/service-login/:uid/approve',
    ...common,
    schema: {
      ...about('The card’s answer; the browser then goes back to the service'),
      body: proof,
      response: { 200: serviceLoginAnswer },
    },
    handler: async (request, reply) => ({
      returnTo: await serviceLogin.approve(
        exchange(request, reply),
        request.params.uid,
        answerOf(request.body),
      ),
    }),
  });

  app.route({
    method: 'POST',
    url: '/api/service-login/:uid/decline',
    ...common,
    schema: {
      ...about('The person does not log in; the service learns only that'),
      response: { 200: serviceLoginAnswer },
    },
    handler: async (request, reply) => ({
      returnTo: await serviceLogin.decline(exchange(request, reply), request.params.uid),
    }),
  });
}

function exchange(request: FastifyRequest, reply: FastifyReply): Exchange {
  return { request: request.raw, response: reply.raw };
}
