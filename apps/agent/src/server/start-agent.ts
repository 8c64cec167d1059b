import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { CardHolder, Failure } from '@mibun/protocol';
import { CardReaders, type CardTray } from '@mibun/reader';
import fastify, { type FastifyInstance } from 'fastify';
import { watchChanges } from '../wallet/changes.ts';
import { type ReaderCards, readerCards } from '../wallet/reader-cards.ts';
import { trayCards } from '../wallet/tray-cards.ts';
import { walletOver } from '../wallet/wallet.ts';
import { ceremoniesOver } from './ceremonies.ts';
import { AgentFailure, failureOf } from './failures.ts';
import { type AgentTls, listenAtIpv6Loopback } from './loopback.ts';
import { allowedOrigins } from './origins.ts';
import { agentRoutes } from './routes.ts';
import { onlyOwnPages } from './same-origin.ts';

export interface AgentOptions {
  /** 0 = any that is free. */
  readonly port: number;
  /** Default: both loopback addresses; nothing else makes sense, because PINs travel here. */
  readonly host?: string;
  /** Serves https with this certificate. */
  readonly tls?: AgentTls;
  /** The software cards of this machine; default: none, only what lies in readers. */
  readonly tray?: CardTray;
  /** What else is known of whose name is on a software card; only a demo knows anything. */
  readonly holderOf?: (name: string) => CardHolder | undefined;
  /** The card readers of this machine. Default: those of PC/SC, where pcsc-mini is installed. */
  readonly readers?: CardReaders | 'none';
  /** Whether a reader is used, by its name; what lies in others is not even looked at. Default: all are. */
  readonly isWanted?: (reader: string) => boolean;
  /** The built pages, `webDist` of @mibun/web: `agent/index.html` and `assets/`. */
  readonly webRoot: string;
  /** The Mibun server: the only origin whose counters may reach a card, and allowed from the beginning. */
  readonly serverOrigin: string;
  /** What the browser's address bar says; default `http://localhost:<port>`, https with `tls`. */
  readonly origin?: string;
  /** Further sites that need not be asked about and cannot be forgotten. */
  readonly givenOrigins?: readonly string[];
  /** Whether the person may allow other sites. Default true. */
  readonly mayAllow?: boolean;
  /** Where allowed sites are remembered; default: until the agent stops. */
  readonly originsFile?: string;
  /** Default true: the pages say that this is a fictitious country. */
  readonly demo?: boolean;
  /** For what should not have happened; never gets anything a person typed. Default: one line on stderr. */
  readonly onTrouble?: (error: unknown) => void;
}

export interface Agent {
  readonly origin: string;
  close(): Promise<void>;
}

// Scripts, styles and calls of this origin alone; no frame around the page, so that nobody can lay theirs over a PIN pad.
const HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  // The asking page must hear the answer, so the window stays connected with its opener.
  'cross-origin-opener-policy': 'unsafe-none',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), clipboard-read=()',
};

/** Starts the agent: its pages and their interface, on an origin of its own. */
export async function startAgent(options: AgentOptions): Promise<Agent> {
  const onTrouble = options.onTrouble ?? reportTrouble;
  const csrfToken = randomBytes(32).toString('base64url');
  let origin = options.origin ?? '';
  const origins = allowedOrigins([options.serverOrigin, ...(options.givenOrigins ?? [])], {
    ...(options.originsFile !== undefined && { file: options.originsFile }),
    mayAllow: options.mayAllow ?? true,
  });
  const changes = watchChanges();
  const readers = options.readers ?? (await readersOfThisMachine());
  const inReaders: ReaderCards | undefined =
    readers === 'none' ? undefined : readerCards(readers, changes.happened, options.isWanted);
  // A software card in a reader is reached through the reader.
  const wallet = walletOver(
    ...(inReaders ? [inReaders] : []),
    ...(options.tray ? [trayCards(options.tray, options.holderOf)] : []),
  );
  const unwatch = options.tray?.watch('wallet', changes.happened, onTrouble);
  const ceremonies = ceremoniesOver({
    wallet,
    origins,
    serverOrigin: options.serverOrigin,
    onGivenBack: changes.happened,
    onTrouble,
  });

  // No logger: a request line has card serials in it, and a body has PINs.
  const app = fastify({
    bodyLimit: 64 * 1024,
    forceCloseConnections: true,
    ...(options.tls && { https: options.tls }),
  }) as FastifyInstance;
  onlyOwnPages(app, () => origin, csrfToken);
  answerFailures(app, onTrouble);
  app.addHook('onSend', async (request, reply) => {
    reply.headers(HEADERS);
    if (!request.url.startsWith('/assets/')) reply.header('cache-control', 'no-store');
  });
  agentRoutes(app, {
    wallet,
    readers,
    changes,
    origins,
    ceremonies,
    csrfToken,
    serverOrigin: options.serverOrigin,
    demo: options.demo ?? true,
  });
  await servePages(app, options.webRoot);
  let beside: Server | undefined;
  app.addHook('onClose', async () => {
    beside?.close().closeAllConnections();
    inReaders?.close();
    unwatch?.();
    if (readers !== 'none' && readers !== options.readers) await readers.close();
  });

  let port = options.port;
  try {
    await app.listen({ port, host: options.host ?? '127.0.0.1' });
    const address = app.server.address();
    if (typeof address === 'object' && address !== null) port = address.port;
    origin ||= `${options.tls ? 'https' : 'http'}://localhost:${port}`;
    if (options.host === undefined) beside = await listenAtIpv6Loopback(app.routing, port, options.tls);
  } catch (error) {
    // Open readers keep a process from ending.
    await app.close();
    throw error;
  }
  return {
    origin,
    close: async () => {
      await ceremonies.close();
      // Pages that wait for a change hear of it, so that their calls end.
      changes.happened();
      await app.close();
    },
  };
}

/** A machine without the optional package has no readers, and the wallet all the same. */
async function readersOfThisMachine(): Promise<CardReaders | 'none'> {
  try {
    return await CardReaders.open();
  } catch {
    return 'none';
  }
}

async function servePages(app: FastifyInstance, webRoot: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: join(webRoot, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '1y',
    index: false,
  });
  for (const url of ['/', '/ask']) {
    app.get(url, (_request, reply) =>
      reply.sendFile('index.html', join(webRoot, 'agent'), { cacheControl: false }),
    );
  }
}

function answerFailures(app: FastifyInstance, onTrouble: (error: unknown) => void): void {
  app.setNotFoundHandler(() => {
    throw new AgentFailure('not-found');
  });
  app.setErrorHandler(async (error, request, reply) => {
    const failure = failureOf(error) ?? ofFramework(error, onTrouble);
    const language = /^en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'ja';
    return reply
      .code(failure.status)
      .type('application/problem+json; charset=utf-8')
      .send(
        JSON.stringify({
          type: 'about:blank',
          status: failure.status,
          code: failure.code,
          title: failure.title[language],
          next: failure.next[language],
        }),
      );
  });
}

function ofFramework(error: unknown, onTrouble: (error: unknown) => void): Failure {
  const { statusCode } = error as { statusCode?: number };
  if (statusCode === 403 || statusCode === 404) return new AgentFailure('not-found');
  if (statusCode !== undefined && statusCode < 500) return new AgentFailure('request-invalid');
  onTrouble(error);
  return new AgentFailure('internal');
}

function reportTrouble(error: unknown): void {
  process.stderr.write(
    `agent: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown trouble'}\n`,
  );
}
