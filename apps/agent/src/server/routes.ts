import type { CardReaders } from '@mibun/reader';
import type { FastifyInstance } from 'fastify';
import type { Changes } from '../wallet/changes.ts';
import type { Wallet } from '../wallet/wallet.ts';
import type { Ceremonies } from './ceremonies.ts';
import type { AllowedOrigins } from './origins.ts';
import { cardQuery, ceremonyRequest, changesQuery, originRequest, parse, turnRequest } from './requests.ts';

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

/**
 * The whole interface between the agent's pages and the agent.
 *
 * | call | does |
 * | --- | --- |
 * | `GET /api/session` | the token for everything else; which sites are allowed; whether this is a demo |
 * | `GET /api/cards?origin=` | the wallet, the card last used for this site marked |
 * | `GET /api/changes?seen=` | waits until a card or a reader has come or gone since `seen` |
 * | `GET /api/cards/:serial?where=` | one card, at home or at a counter |
 * | `POST /api/origins`, `POST /api/origins/forget` | allows a site; takes it back |
 * | `POST /api/ceremonies` | begins; answers with the first stage |
 * | `POST /api/ceremonies/:id` | answers a stage and waits for the next |
 * | `POST /api/ceremonies/:id/cancel` | gives the card back |
 */
export function agentRoutes(app: FastifyInstance, parts: RouteParts): void {
  const { wallet, readers, changes, origins, ceremonies, csrfToken, serverOrigin, demo } = parts;

  app.get('/api/session', async () => ({
    session: null,
    csrfToken,
    serverOrigin,
    origins: origins.list(),
    demo,
  }));

  app.get<{ Querystring: { origin?: string } }>('/api/cards', async (request) => ({
    // Read before the list: what changes meanwhile is asked for again.
    version: changes.version,
    cards: await wallet.list(),
    readersSilent: readers !== 'none' && readers.silent,
    lastUsed: ceremonies.lastCardFor(String(request.query.origin ?? '')) ?? null,
  }));
  app.get('/api/changes', async (request) => ({
    version: await changes.after(parse(changesQuery, request.query).seen),
  }));
  app.get<{ Params: { serial: string } }>('/api/cards/:serial', async (request) =>
    wallet.find(request.params.serial, parse(cardQuery, request.query).where),
  );

  app.post('/api/origins', async (request) => {
    origins.allow(parse(originRequest, request.body).origin);
    return { origins: origins.list() };
  });
  app.post('/api/origins/forget', async (request) => {
    origins.forget(parse(originRequest, request.body).origin);
    return { origins: origins.list() };
  });

  app.post('/api/ceremonies', async (request) => ceremonies.begin(parse(ceremonyRequest, request.body)));
  app.post<{ Params: { id: string } }>('/api/ceremonies/:id', async (request) => {
    const { turn, answer } = parse(turnRequest, request.body);
    return ceremonies.advance(request.params.id, turn, answer);
  });
  app.post<{ Params: { id: string } }>('/api/ceremonies/:id/cancel', async (request) => {
    await ceremonies.cancel(request.params.id);
    return {};
  });
}
