import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The answer is the same for everybody and no secret: it may be kept. Nothing else ever is. */
    cache?: 'public';
  }
}

/** What a kept answer could be recognised by. */
const VALIDATORS = ['etag', 'last-modified', 'expires'] as const;

/**
 * No browser and no proxy keeps an answer, unless its route says that it is for everybody. What a handler writes does not
 * count against this: the next person at this browser must never be shown what was the previous person's. A refusal is
 * not kept either, nor is an answer that sets a cookie.
 */
export function keepAnswersOutOfCaches(app: FastifyInstance): void {
  app.addHook('onRoute', ({ method, url, config }) => {
    const { access, cache } = config ?? {};
    if (cache === 'public' && access !== undefined && access !== 'public' && access !== 'demo') {
      throw new Error(`${String(method)} ${url} is behind a session: its answer cannot be for everybody`);
    }
  });
  app.addHook('onSend', async (request, reply) => {
    const forEverybody = request.routeOptions.config?.cache === 'public';
    if (forEverybody && reply.statusCode < 400 && !reply.hasHeader('set-cookie')) {
      if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-cache');
      return;
    }
    reply.header('cache-control', 'no-store');
    for (const name of VALIDATORS) reply.removeHeader(name);
  });
}
