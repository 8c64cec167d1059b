import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type Provider from 'oidc-provider';
import type { Http, Platform } from '../../../platform/index.ts';
import { OPENID_PATH } from './provider.ts';

/** What the servers of services ask for, each of them for all of its customers from few addresses. */
const OF_SERVICES = ['token', 'me', 'request', 'jwks', '.well-known/openid-configuration'];
const OF_ONE_SERVICE = { max: 1_200, timeWindow: '1 minute' };
/** Everything else is asked for by a browser, and by whoever writes its address in another way. */
const OF_ONE_PERSON = { max: 120, timeWindow: '1 minute' };

const PUBLIC = new Set(['/.well-known/openid-configuration', '/jwks']);

/** Puts the provider below its path. It is a Koa application: it gets the raw request, body unread. */
export function mountProvider(app: Http, platform: Platform, provider: () => Promise<Provider>): void {
  const origin = new URL(platform.config.origins.server);
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    const handler = async (request: FastifyRequest, reply: FastifyReply) => {
      const handle = (await provider()).callback();
      // The provider says more where more is right (RFC 9111 §5.2): its keys and its description are for everybody.
      if (!PUBLIC.has(request.url.slice(OPENID_PATH.length)))
        reply.raw.setHeader('cache-control', 'no-store');
      reply.hijack();
      await handle(mounted(request.raw, origin), reply.raw);
    };
    const all = (path: string, rateLimit: { readonly max: number; readonly timeWindow: string }) =>
      scope.route({
        method: ['GET', 'POST', 'OPTIONS'],
        url: `${OPENID_PATH}/${path}`,
        schema: { hide: true },
        config: { rateLimit },
        handler,
      });
    for (const path of OF_SERVICES) all(path, OF_ONE_SERVICE);
    all('*', OF_ONE_PERSON);
  });
}

/**
 * The request as if the provider stood alone. Host and scheme are those of the configuration: no address in an answer
 * may follow what a caller writes into a header.
 */
function mounted(raw: IncomingMessage, origin: URL): IncomingMessage {
  const { url = '/' } = raw;
  raw.headers.host = origin.host;
  for (const name of ['x-forwarded-host', 'x-forwarded-for', 'forwarded']) delete raw.headers[name];
  raw.headers['x-forwarded-proto'] = origin.protocol.replace(':', '');
  raw.url = url.slice(OPENID_PATH.length) || '/';
  return Object.assign(raw, { originalUrl: url });
}
