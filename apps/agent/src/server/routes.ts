import { type AgentCall, agentCalls, type Call, type CallAnswer, type CallInput } from '@mibun/protocol';
import { endpointParts } from '@mibun/protocol/endpoint';
import type { CardReaders } from '@mibun/reader';
import type { FastifyInstance } from 'fastify';
import type { Changes } from '../wallet/changes.ts';
import type { Wallet } from '../wallet/wallet.ts';
import type { Ceremonies } from './ceremonies.ts';
import type { AllowedOrigins } from './origins.ts';
import { parse } from './parse.ts';

export interface RouteParts {
  readonly wallet: Wallet;
  readonly readers: CardReaders | 'none';
  readonly changes: Changes;
  readonly origins: AllowedOrigins;
  readonly ceremonies: Ceremonies;
  readonly csrfToken: string;
  readonly serverOrigin: string;
  readonly demo: boolean;
}

/** What is in the address of a call. */
interface Address {
  readonly serial: string;
  readonly id: string;
}

type Handlers = {
  readonly [N in AgentCall]: (asked: CallInput<N> & { readonly params: Address }) => Promise<CallAnswer<N>>;
};

/** Every call of the protocol; without one of them this does not compile. */
export function agentRoutes(app: FastifyInstance, parts: RouteParts): void {
  const { wallet, readers, changes, origins, ceremonies, csrfToken, serverOrigin, demo } = parts;

  const handlers: Handlers = {
    'GET /api/session': async () => ({
      session: null,
      csrfToken,
      serverOrigin,
      origins: origins.list(),
      givenOrigins: origins.given,
      mayAllow: origins.mayAllow,
      demo,
    }),
    'GET /api/cards': async ({ query }) => ({
      // Read before the list: what changes meanwhile is asked for again.
      version: changes.version,
      cards: await wallet.list(),
      readersSilent: readers !== 'none' && readers.silent,
      lastUsed: ceremonies.lastCardFor(query.origin ?? '') ?? null,
    }),
    'GET /api/changes': async ({ query }) => ({ version: await changes.after(query.seen) }),
    'GET /api/cards/:serial': ({ params, query }) => wallet.find(params.serial, query.where),
    'POST /api/origins': async ({ body }) => {
      origins.allow(body.origin);
      return { origins: origins.list() };
    },
    'POST /api/origins/forget': async ({ body }) => {
      origins.forget(body.origin);
      return { origins: origins.list() };
    },
    'POST /api/ceremonies': ({ body }) => ceremonies.begin(body),
    'POST /api/ceremonies/:id': ({ params, body }) => ceremonies.advance(params.id, body.turn, body.answer),
    'POST /api/ceremonies/:id/cancel': async ({ params }) => {
      await ceremonies.cancel(params.id);
      return {};
    },
  };
  for (const name of Object.keys(handlers) as AgentCall[]) serve(app, name, handlers);
}

function serve<N extends AgentCall>(app: FastifyInstance, name: N, handlers: Handlers): void {
  const { query, body }: Call = agentCalls[name];
  const { method, path } = endpointParts(name);
  app.route({
    method,
    url: path,
    handler: async (request) => {
      const asked = {
        params: request.params as Address,
        query: query && parse(query, request.query),
        body: body && parse(body, request.body),
      };
      return handlers[name](asked as Parameters<Handlers[N]>[0]);
    },
  });
}
