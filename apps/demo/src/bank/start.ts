import { join } from 'node:path';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import { jstDate } from '@mibun/rules';
import type { Config, Service } from '@mibun/server/addition';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { AuthorizationResponseError } from 'openid-client';
import { demoCountry } from '../demo-country.ts';
import { type Accounts, accountsIn } from './accounts.ts';
import {
  type Arrival,
  type CardLogin,
  cardLoginAt,
  type Departure,
  type Errand,
  type Language,
} from './log-in.ts';
import type { BankSession } from './schemas.ts';
import { ShortMemory } from './short-memory.ts';

export interface BankOptions {
  readonly config: Pick<Config, 'host' | 'ports' | 'origins' | 'dataDirectory'>;
  /** Hands the bank's registration to the operator of the OpenID Provider. */
  readonly register: (service: Service) => Promise<void>;
  /** Folder of the built pages; without it only the addresses that machines use answer. */
  readonly webRoot?: string;
}

export interface Bank {
  close(): Promise<void>;
}

interface Visit {
  readonly customerId: string;
  readonly since: string;
}

const SESSION = 'aoba_session';
const DEPARTURE = 'aoba_login';
const COUNTRY = demoCountry.name;

/**
 * The sample bank: another company on an origin of its own, which lets its customers in with their card. It has nothing of
 * Mibun but the public OpenID Connect interface.
 */
export async function startBank({ config, register, webRoot }: BankOptions): Promise<Bank> {
  const { origins } = config;
  const cardLogin = await cardLoginAt({ server: origins.server, bank: origins.bank, register });
  const accounts = accountsIn(join(config.dataDirectory, 'aoba-bank.json'));
  const app = fastify();
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: origins.bank.startsWith('https://'),
  });
  bankRoutes(app, origins.bank, cardLogin, accounts);
  if (webRoot) await bankPages(app, webRoot);
  await app.listen({ host: config.host, port: config.ports.bank });
  return { close: () => app.close() };
}

function bankRoutes(app: FastifyInstance, origin: string, cardLogin: CardLogin, accounts: Accounts): void {
  const visits = new ShortMemory<Visit>(30 * 60_000);
  const departures = new ShortMemory<Departure>(15 * 60_000);
  const cookieOptions = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: origin.startsWith('https://'),
  } as const;

  async function depart(request: FastifyRequest, reply: FastifyReply, errand: Errand): Promise<FastifyReply> {
    const language = languageOf(request);
    try {
      const { url, departure } = await cardLogin.depart(errand, language);
      reply.setCookie(DEPARTURE, departures.put(departure), cookieOptions);
      return reply.redirect(url.href, 303);
    } catch {
      return reply.redirect(page('/', language, 'unreachable'), 303);
    }
  }
  app.get('/login', (request, reply) => depart(request, reply, 'log-in'));
  app.get('/open-account', (request, reply) => depart(request, reply, 'open-account'));

  app.get('/callback', async (request, reply) => {
    const departure = departures.take(request.cookies[DEPARTURE]);
    reply.clearCookie(DEPARTURE, cookieOptions);
    if (!departure) return reply.redirect('/?problem=over', 303);
    const { language } = departure;
    try {
      const arrival = await cardLogin.arrive(new URL(request.url, origin), departure);
      const problem = receive(accounts, arrival);
      if (problem) return reply.redirect(page('/', language, problem), 303);
      visits.take(request.cookies[SESSION]);
      const visit = { customerId: arrival.customerId, since: new Date().toISOString() };
      reply.setCookie(SESSION, visits.put(visit), cookieOptions);
      return reply.redirect(page('/account', language), 303);
    } catch (error) {
      const declined = error instanceof AuthorizationResponseError && error.error === 'access_denied';
      return reply.redirect(page('/', language, declined ? 'declined' : 'failed'), 303);
    }
  });

  app.get('/api/session', async (request): Promise<BankSession> => {
    const visit = visits.get(request.cookies[SESSION]);
    const account = visit && (accounts.of(visit.customerId) ?? null);
    return { visitor: visit ? { ...visit, account: account ?? null } : null, country: COUNTRY };
  });

  app.post('/api/logout', async (request, reply): Promise<BankSession> => {
    if (!fromOwnPage(request, origin)) {
      return reply.code(403).send({ visitor: null, country: COUNTRY });
    }
    visits.take(request.cookies[SESSION]);
    reply.clearCookie(SESSION, cookieOptions);
    return { visitor: null, country: COUNTRY };
  });
}

/** Opens an account when that was the errand; what is missing for it, if something is. */
function receive(accounts: Accounts, { errand, customerId, applicant }: Arrival): 'incomplete' | undefined {
  if (errand === 'log-in') return undefined;
  const { name, address, birthDate } = applicant;
  if (!name || !address || !birthDate) return 'incomplete';
  accounts.open(customerId, { name, address, birthDate }, jstDate(new Date()));
  return undefined;
}

/** The language goes along by address, because the pages that know it are of another origin. */
function page(path: string, language: Language, problem?: string): string {
  return `${path}?${new URLSearchParams({ ...(problem && { problem }), lang: language })}`;
}

function languageOf(request: FastifyRequest): Language {
  return (request.query as { readonly lang?: unknown }).lang === 'en' ? 'en' : 'ja';
}

function fromOwnPage(request: FastifyRequest, origin: string): boolean {
  return request.headers.origin === undefined || request.headers.origin === origin;
}

async function bankPages(app: FastifyInstance, webRoot: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: join(webRoot, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
  });
  const send = (_request: FastifyRequest, reply: FastifyReply) =>
    reply.sendFile('index.html', join(webRoot, 'bank'), { immutable: false, maxAge: 0 });
  for (const url of ['/', '/account']) app.get(url, send);
}
