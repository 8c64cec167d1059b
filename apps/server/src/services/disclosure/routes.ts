import type { Card } from '../../issuance/cards/index.ts';
import {
  commonErrors,
  type Http,
  type Platform,
  residentActor,
  serve,
  sessionOf,
  staffActor,
} from '../../platform/index.ts';
import { accessLog, auditTrail } from './access-log.ts';
import { disclosureActs } from './audited-acts.ts';
import { disclosureContract } from './contract.ts';
import { cardToShow, type ShowDeps, showMe } from './show-me.ts';

/** Pictures of the person's own card. Never the back: the Individual Number stands on it in clear (NUM-19 c). */
/** My card's pictures, and where they are had. */
const PICTURES = {
  front: 'GET /api/portal/card/front.png',
  photo: 'GET /api/portal/card/photo',
} as const;
type Picture = keyof typeof PICTURES;

export function disclosureRoutes(app: Http, platform: Platform, deps: ShowDeps): void {
  const on = serve(app, disclosureContract);
  const { audit, blobs, database } = platform;

  on('GET /api/portal/me', (request) => {
    const actor = residentActor(request);
    return database.transaction((tx) => showMe(tx, deps, actor));
  });

  on('GET /api/portal/access-log', (request) => {
    const { before, own } = request.query;
    const subject = sessionOf(request).personId;
    return database.query((tx) =>
      accessLog(tx, { audit, residents: deps.residents }, subject, { before, own: own === 'true' }),
    );
  });

  for (const picture of ['front', 'photo'] as const) {
    on(PICTURES[picture], async (request, reply) => {
      const { personId } = sessionOf(request);
      const found = await database.query(async (tx) => {
        const card = cardToShow(await deps.cards.ofPerson(tx, personId));
        const id = card && blobOf(card, picture);
        return id ? blobs.get(tx, id) : undefined;
      });
      if (!found) throw commonErrors.NOT_FOUND();
      return reply.type(found.mediaType).send(Buffer.from(found.bytes));
    });
  }

  on('GET /api/audit', (request) => {
    const actor = staffActor(request);
    const { limit, ...filter } = request.query;
    return database.transaction(async (tx) => {
      const answer = await auditTrail(tx, audit, request.query);
      await audit.record(tx, {
        actor,
        action: disclosureActs.audit,
        purpose: 'administration',
        detail: { ...filter, limit },
      });
      return answer;
    });
  });
}

function blobOf(card: Pick<Card, Picture>, picture: Picture): string | undefined {
  return card[picture] || undefined;
}
