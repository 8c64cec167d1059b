import { timingSafeEqual } from 'node:crypto';
import { needsOffice, type StaffRole } from '@mibun/rules';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { commonErrors } from '../errors/common.ts';
import type { Session, Sessions } from '../sessions.ts';
import { audienceOf, demandSameSession, sessionToken } from './access.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Nothing public can hold up what is signed in: a route that anybody may call has a limit for each client, or says why it
 * needs none, or the server does not start. Asked once all is mounted: who mounts routes may add to their configuration.
 */
export function demandLimits(app: FastifyInstance): void {
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => {
    routes.push(route);
  });
  app.addHook('onReady', async () => {
    const open = routes.filter(({ config: { access, rateLimit, unbounded } = {} }) => {
      const forAnybody = access === undefined || access === 'public' || access === 'demo';
      return forAnybody && !rateLimit && !unbounded;
    });
    const names = open.map(({ method, url }) => `${String(method)} ${url}`);
    if (names.length > 0) throw new Error(`anybody may call these without a limit: ${names.join(', ')}`);
  });
}

/** Demands what each route's `access` says, and the session's CSRF token for everything that changes something. */
export function guardRoutes(
  app: FastifyInstance,
  config: Config,
  database: Database,
  sessions: Sessions,
): void {
  app.decorateRequest('session', null);

  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith('/api/')) return;
    const access = route.config?.access;
    if (!access) throw new Error(`${String(route.method)} ${route.url} does not say who may call it`);
    if (typeof access === 'object' && (access.staff.length === 0 || !access.action || !access.on)) {
      throw new Error(`${String(route.method)} ${route.url} does not say what it acts on`);
    }
  });

  // Before the body is read: what a stranger sends is not taken in first and refused then.
  app.addHook('onRequest', async (request) => {
    const { access } = request.routeOptions.config ?? {};
    if (!access || access === 'public') return;
    if (access === 'demo') {
      if (config.mode !== 'demo') throw commonErrors.NOT_FOUND();
      return;
    }
    const audience = audienceOf(access);
    const token = audience && sessionToken(request, config.origins.server, audience);
    const session = token ? await database.query((tx) => sessions.find(tx, audience, token)) : undefined;
    if (!session) throw commonErrors.LOGIN_NEEDED();
    demandSameSession(request, session);
    request.session = session;
    if (typeof access === 'object' && !opensTo(access.staff, session)) throw commonErrors.NOT_ALLOWED();
    if (!SAFE_METHODS.has(request.method)) demandCsrfToken(request, session.csrfToken);
  });
}

/** A duty of the route's roles, held where such a role is held: a missing office never reads as every office. */
function opensTo(roles: readonly StaffRole[], { role, office }: Session): boolean {
  return role !== null && roles.includes(role) && needsOffice(role) === (office !== null);
}

function demandCsrfToken(request: FastifyRequest, expected: string): void {
  const given = Buffer.from(String(request.headers['x-csrf-token'] ?? ''));
  const wanted = Buffer.from(expected);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw commonErrors.CSRF();
}
