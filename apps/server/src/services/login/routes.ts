import { timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import {
  type Audience,
  commonErrors,
  cookieName,
  demandSameSession,
  type Http,
  type Platform,
  publicIdOf,
  type Session,
  serve,
  sessionToken,
} from '../../platform/index.ts';
import type { Residents } from '../../registry/residents/index.ts';
import type { ChallengeAnswer } from './api.ts';
import type { Challenges } from './challenge.ts';
import { loginContract } from './contract.ts';
import type { LogIn } from './log-in.ts';
import type { Proof, sessionAnswer, sessionView } from './schemas.ts';
import { loginStatement } from './statements.ts';

export function loginRoutes(
  app: Http,
  platform: Platform,
  deps: { readonly challenges: Challenges; readonly logIn: LogIn; readonly residents: Residents },
): void {
  const on = serve(app, loginContract);
  const { config, database, sessions } = platform;
  const { challenges, logIn, residents } = deps;

  function view(session: Session): z.infer<typeof sessionView> {
    const { audience, personId, name, role, office, startedAt } = session;
    return {
      id: publicIdOf(session),
      audience,
      personId,
      name,
      ...(role && { role }),
      ...officeView(office),
      startedAt: startedAt.toISOString(),
    };
  }

  const officeView = (office: string | null | undefined) =>
    office ? { office, officeName: residents.municipality(office).name } : {};

  /** Who is logged in, and what they may choose from. */
  async function answer(session: Session | undefined): Promise<z.infer<typeof sessionAnswer>> {
    if (!session) return { session: null, duties: [], csrfToken: '' };
    const duties = await database.query((tx) => logIn.offered(tx, session));
    return {
      session: view(session),
      duties: duties.map(({ dutyId, role, office }) => ({ dutyId, role, ...officeView(office) })),
      csrfToken: session.csrfToken,
    };
  }

  async function sessionIn(request: FastifyRequest, audience: Audience): Promise<Session | undefined> {
    const token = sessionToken(request, config.origins.server, audience);
    return token ? database.query((tx) => sessions.find(tx, audience, token)) : undefined;
  }

  const cookieOf = (audience: Audience) => cookieName(config.origins.server, audience);
  const cookieFor = (audience: Audience) => ({
    path: '/',
    httpOnly: true,
    // A staff page is never reached by a link from elsewhere; a resident comes back from mails and services.
    sameSite: audience === 'staff' ? ('strict' as const) : ('lax' as const),
    secure: config.origins.server.startsWith('https://'),
  });

  on('POST /api/login/challenge', (request) => {
    const purpose = request.body.audience === 'staff' ? 'staff-login' : 'resident-login';
    const statement = loginStatement(SITES[request.body.audience]);
    return database.transaction((tx) => challenges.issue(tx, { purpose, statement }));
  });

  on('POST /api/login', async (request, reply) => {
    const { audience } = request.body;
    const previous = request.cookies[cookieOf(audience)];
    const { token, session } = await logIn.logIn(audience, answerOf(request.body), previous);
    reply.setCookie(cookieOf(audience), token, cookieFor(audience));
    return answer(session);
  });

  on('POST /api/session/duty', async (request, reply) => {
    const undecided = await sessionIn(request, 'staff');
    if (!undecided) throw commonErrors.LOGIN_NEEDED();
    demandSameSession(request, undecided);
    demandToken(request, undecided);
    const { token, session } = await logIn.choose(undecided, request.body.dutyId);
    reply.setCookie(cookieOf('staff'), token, cookieFor('staff'));
    return answer(session);
  });

  on('GET /api/session', async (request) => answer(await sessionIn(request, request.query.audience)));

  on('POST /api/logout', async (request, reply) => {
    const { audience } = request.query;
    const session = await sessionIn(request, audience);
    if (session) {
      demandSameSession(request, session);
      demandToken(request, session);
      await logIn.logOut(audience, session);
    }
    forget(reply, audience);
    return answer(undefined);
  });

  function forget(reply: FastifyReply, audience: Audience): void {
    reply.clearCookie(cookieOf(audience), cookieFor(audience));
  }
}

const SITES = {
  resident: { ja: 'マイページ', en: 'the resident portal' },
  staff: { ja: '職員用システム', en: 'the staff system' },
} as const;

export function answerOf(body: Proof): ChallengeAnswer {
  return {
    challengeId: body.challengeId,
    language: body.language,
    certificate: new Uint8Array(Buffer.from(body.certificate, 'base64')),
    signature: new Uint8Array(Buffer.from(body.signature, 'base64')),
  };
}

function demandToken(request: FastifyRequest, session: Session): void {
  const given = Buffer.from(String(request.headers['x-csrf-token'] ?? ''));
  const wanted = Buffer.from(session.csrfToken);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw commonErrors.CSRF();
}
