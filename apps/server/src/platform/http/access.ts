import { createHash } from 'node:crypto';
import { type Action, entitled, type StaffRole, type Wanted } from '@mibun/rules';
import type { FastifyContextConfig, FastifyRequest } from 'fastify';
import type { Actor } from '../actor.ts';
import { commonErrors } from '../errors/common.ts';
import type { Audience, Session } from '../sessions.ts';

/**
 * Who may call a route. Every route names one, or the server does not start:
 * - `public`: anybody; a bearer token in the body or header may still be needed by the use case
 * - `demo`: anybody, and only in demo mode
 * - `resident`: a resident's session
 * - {@link StaffAccess}: a staff session whose duty is one of the roles
 */
export type Access = 'public' | 'demo' | 'resident' | StaffAccess;

/**
 * What a staff route acts on; the table of who may act on what is tested over it.
 * - `person`: somebody whom the caller names
 * - `case`: one application, card, visit, letter or lot, which has a municipality and people
 * - `own-office`: the lists of the caller's own office
 * - `cases`: a list of cases, of one office or of the nation by duty
 * - `national`: what belongs to the whole system: keys, verifiers, the audit trail
 * - `own`: what the caller did themselves
 */
export type ActsOn = 'person' | 'case' | 'own-office' | 'cases' | 'national' | 'own';

export interface StaffAccess {
  readonly staff: readonly StaffRole[];
  readonly action: Action;
  readonly wanted: Wanted;
  readonly on: ActsOn;
}

/** The roles that work at a door; which of them may do what there is said by the matrix alone. */
const DOORS = {
  office: ['clerk', 'supervisor'],
  screening: ['clerk', 'supervisor', 'card-operator'],
  production: ['card-operator'],
  hub: ['card-operator', 'auditor'],
  'call-centre': ['call-centre'],
  ca: ['ca-operator', 'auditor'],
  audit: ['auditor'],
} as const satisfies Readonly<Record<string, readonly StaffRole[]>>;

/** Who of a door may do this by the matrix of domain.md §9. The use case asks again, with the case in its hand. */
export function staffAt(door: keyof typeof DOORS, action: Action, wanted: Wanted, on: ActsOn): StaffAccess {
  const staff = DOORS[door].filter((role) => entitled(role, action, wanted));
  if (staff.length === 0) throw new Error(`nobody at the door ${door} may ${String(wanted)} ${action}`);
  return { staff, action, wanted, on };
}

/** How often one client may call a route in a minute. */
export function perMinuteOf({ rateLimit }: FastifyContextConfig = {}): number | undefined {
  const max = rateLimit ? rateLimit.max : undefined;
  return typeof max === 'number' ? max : undefined;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    /** Why a route that anybody may call has no limit of calls. */
    unbounded?: string;
  }
  interface FastifyRequest {
    session: Session | null;
  }
}

export const COOKIES: Record<Audience, string> = { resident: 'mibun_resident', staff: 'mibun_staff' };

/**
 * The name of a session's cookie at an address. Over TLS it has the prefix with which browsers take it from this very host
 * alone: no neighbour under the same domain, and nobody on the line, can plant a session (RFC 6265bis §4.1.3.2).
 */
export function cookieName(origin: string, audience: Audience): string {
  return origin.startsWith('https://') ? `__Host-${COOKIES[audience]}` : COOKIES[audience];
}

/** The cookie of a session, if it can be one: what has not its shape is not looked up. */
export function sessionToken(
  request: FastifyRequest,
  origin: string,
  audience: Audience,
): string | undefined {
  const token = request.cookies[cookieName(origin, audience)];
  return token !== undefined && /^[\w-]{20,100}$/.test(token) ? token : undefined;
}

/** By this a page knows its session; it opens nothing. */
export function publicIdOf({ id }: Pick<Session, 'id'>): string {
  return createHash('sha256').update(`page of ${id}`).digest('base64url').slice(0, 16);
}

/**
 * A browser has one cookie for all its windows. A window that was opened in another person's session says so with
 * `x-session` (in the address, `session`, where the browser itself fetches a picture), and is not answered in this one.
 */
export function demandSameSession(request: FastifyRequest, session: Session): void {
  const query = request.query as { readonly session?: unknown } | undefined;
  const said = request.headers['x-session'] ?? query?.session;
  if (said !== undefined && said !== publicIdOf(session)) throw commonErrors.SESSION_OF_ANOTHER();
}

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

/** The member of staff who is logged in, in the duty that they have chosen. */
export function staffActor(request: FastifyRequest): Actor {
  const session = sessionOf(request);
  const access = request.routeOptions.config.access;
  const allowed = typeof access === 'object' ? access.staff : [];
  const { role } = session;
  if (!role || !allowed.includes(role)) throw commonErrors.NOT_ALLOWED();
  return {
    kind: role,
    id: session.personId,
    name: session.name,
    ...(session.office && { office: session.office }),
  };
}

/** The bearer token of a request that needs no session: a draft, a correction, a kiosk, a relay. */
export function bearerToken(request: FastifyRequest): string {
  const match = /^Bearer +([\w-]{20,100})$/i.exec(request.headers.authorization ?? '');
  if (!match?.[1]) throw commonErrors.LOGIN_NEEDED();
  return match[1];
}
