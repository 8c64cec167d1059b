import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';

/**
 * Puts `handle` before everything that a server does with a request: routing, hooks, cookies. What it does not take
 * (false) goes on as before. For the one address where the way through the framework costs more than the answer.
 */
export function inFrontOf(
  server: Server,
  handle: (request: IncomingMessage, response: ServerResponse) => boolean,
): void {
  const behind = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (handle(request, response)) return;
    for (const listener of behind) listener.call(server, request, response as never);
  });
}
