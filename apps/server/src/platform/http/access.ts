import type { ActorKind } from '@mibun/rules';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../actor.ts';
import { commonErrors } from '../errors/common.ts';
import type { Audience, Session } from '../sessions.ts';

/**
 * Who may call a route. Every route names one, or the server does not start:
 * - `public`: anybody; a bearer token in the body or header may still be needed by the use case
 * - `demo`: anybody, and only in demo mode
 * - `resident`: a resident's session
 * - `{ staff: [...] }`: a staff session in one of the roles
 */
export type Access = 'public' | 'demo' | 'resident' | { readonly staff: readonly ActorKind[] };

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    session: Session | null;
  }
}

export const COOKIES: Record<Audience, string> = { resident: 'mibun_resident', staff: 'mibun_staff' };

export function audienceOf(access: Access): Audience | undefined {
  if (access === 'resident') return 'resident';
  return typeof access === 'object' ? 'staff' : undefined;
}

/** The session that the route's `access` has already demanded. */
export function sessionOf(request: FastifyRequest): Session {
  if (!request.session) throw commonErrors.LOGIN_NEEDED();
  return request.session;
}

/** The resident who is logged in, as the actor of what they do. */
export function residentActor(request: FastifyRequest): Actor {
  const session = sessionOf(request);
  return { kind: 'resident', id: session.personId, name: session.name };
}

/** The member of staff who is logged in, in the first of their roles that the route allows. */
export function staffActor(request: FastifyRequest): Actor {
  const session = sessionOf(request);
  const access = request.routeOptions.config.access;
  const allowed = typeof access === 'object' ? access.staff : [];
  const kind = session.roles.find((role) => allowed.includes(role));
  if (!kind) throw commonErrors.NOT_ALLOWED();
  return {
    kind,
    id: session.personId,
    name: session.name,
    ...(session.office && { office: session.office }),
  };
}

/** The bearer token of a request that needs no session: a draft, a correction, a kiosk, a relay. */
export function bearerToken(request: FastifyRequest): string {
  const match = /^Bearer ([\w-]{20,100})$/.exec(request.headers.authorization ?? '');
  if (!match?.[1]) throw commonErrors.LOGIN_NEEDED();
  return match[1];
}
