import type { FastifyInstance } from 'fastify';
import { AgentFailure } from './failures.ts';

/**
 * Lets nothing but the agent's own pages reach `/api`. Every page on the Internet can send requests to a loopback
 * address; the browser marks where they come from, and no page can forge the mark.
 *
 * @param ownOrigin asked for each request, because the port is known only once the agent listens
 */
export function onlyOwnPages(app: FastifyInstance, ownOrigin: () => string, csrfToken: string): void {
  app.addHook('onRequest', async (request) => {
    // The name in the address bar, so that a foreign name that resolves to loopback (DNS rebinding) is no way in.
    if (request.headers.host !== new URL(ownOrigin()).host) throw new AgentFailure('foreign-request');
    if (!request.url.startsWith('/api/')) return;
    const { origin } = request.headers;
    if (request.headers['sec-fetch-site'] !== 'same-origin') throw new AgentFailure('foreign-request');
    if (origin !== undefined && origin !== ownOrigin()) throw new AgentFailure('foreign-request');
    if (request.method === 'GET') return;
    if (origin === undefined || request.headers['x-csrf-token'] !== csrfToken) {
      throw new AgentFailure('foreign-request');
    }
    if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
      throw new AgentFailure('foreign-request');
    }
  });
}
