import type { IncomingMessage, ServerResponse } from 'node:http';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import fastify, { type FastifyBaseLogger, type FastifyInstance, type RawServerDefault } from 'fastify';
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import type { Config } from '../config.ts';
import { custodyRefusal } from '../custody.ts';
import type { Database } from '../database/database.ts';
import { commonErrors } from '../errors/common.ts';
import { type FieldProblem, Refusal } from '../errors/define.ts';
import { preferredLanguage, toProblem } from '../errors/problem.ts';
import { schemaWords } from '../errors/schema-words.ts';
import type { Logger } from '../log.ts';
import type { Random } from '../random.ts';
import type { Sessions } from '../sessions.ts';
import { keepAnswersOutOfCaches } from './caching.ts';
import { ERROR_PAGE_POLICY, errorPage } from './error-page.ts';
import { demandLimits, guardRoutes } from './guard.ts';
import { wantsPage } from './headers.ts';
import { clientKey, trustProxyOf } from './proxies.ts';

/** The HTTP server as modules see it: schemas are zod, and types follow from them. */
export type Http = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

export interface HttpParts {
  readonly config: Config;
  readonly database: Database;
  readonly sessions: Sessions;
  readonly random: Random;
  readonly log: Logger;
}

/** Enough for every form and every answer of a card; a route that takes more says how much. */
const BODY_LIMIT = 64 * 1024;
/** For a head, and for a whole request: a photo of 7 MB by a slow telephone takes the better part of the longer one. */
const HEAD_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 120_000;
/** An idle connection is kept a little longer than proxies keep theirs, so that they are the ones who close. */
const KEEP_ALIVE_MS = 75_000;
const SAFE_TO_SHOW = new Set(['GET', 'HEAD']);

/** Binary bodies that routes may take; each route sets its own `bodyLimit`. */
const BINARY_TYPES = [
  'image/jpeg',
  'image/png',
  'application/pdf',
  'application/ocsp-request',
  'application/octet-stream',
];

export async function openHttp({ config, database, sessions, random, log }: HttpParts): Promise<Http> {
  const app: Http = fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: { headersTimeout: HEAD_TIMEOUT_MS, connectionsCheckingInterval: 5_000 },
    trustProxy: trustProxyOf(config.trustedProxies),
    routerOptions: { maxParamLength: 400 },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);

  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // The QR code of a form is read in the browser, by WebAssembly that we serve ourselves.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
      },
    },
    // Pages open the agent's window and must hear its answer.
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
    strictTransportSecurity: config.mode === 'production',
  });
  await app.register(rateLimit, {
    global: false,
    keyGenerator: (request) => clientKey(request.ip),
    // Addresses remembered at once by each route: more than one attacker is likely to have.
    cache: 50_000,
    errorResponseBuilder: () => commonErrors.TOO_MANY_REQUESTS(),
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Mibun', version: '0.1.0', description: 'A national identity card system' },
    },
    transform: jsonSchemaTransform,
  });
  for (const type of BINARY_TYPES) {
    app.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  }

  guardRoutes(app as unknown as FastifyInstance, config, database, sessions);
  demandLimits(app as unknown as FastifyInstance);

  keepAnswersOutOfCaches(app as unknown as FastifyInstance);
  app.setNotFoundHandler(async () => {
    throw commonErrors.NOT_FOUND();
  });
  app.setErrorHandler(async (error, request, reply) => {
    const refusal = asRefusal(error, random, log);
    const language = preferredLanguage(request.headers['accept-language']);
    const problem = toProblem(refusal, language);
    reply.code(problem.status).header('vary', 'accept, accept-language');
    if (SAFE_TO_SHOW.has(request.method) && wantsPage(request.headers.accept)) {
      return reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', ERROR_PAGE_POLICY)
        .serializer((body: unknown) => String(body))
        .send(errorPage(problem, language));
    }
    return reply
      .type('application/problem+json; charset=utf-8')
      .serializer((body: unknown) => JSON.stringify(body))
      .send(problem);
  });
  return app;
}

function asRefusal(error: unknown, random: Random, log: Logger): Refusal {
  if (error instanceof Refusal) return error;
  const away = custodyRefusal(error);
  if (away) {
    log.warn({ err: error }, 'key custody is away');
    return away;
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields: FieldProblem[] = error.validation.map((issue) => ({
      field: issue.instancePath.replace(/^\//, '').replaceAll('/', '.') || 'body',
      message: schemaWords(issue),
    }));
    return commonErrors.INPUT_INVALID({ fields });
  }
  const { statusCode } = error as { statusCode?: number };
  if (statusCode === 413) return commonErrors.INPUT_TOO_LARGE();
  if (statusCode === 415) return commonErrors.MEDIA_TYPE_WRONG();
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return commonErrors.INPUT_INVALID();
  const reference = random.id('err');
  log.error({ err: error, reference }, 'a request failed');
  return commonErrors.INTERNAL({ params: { reference } });
}
