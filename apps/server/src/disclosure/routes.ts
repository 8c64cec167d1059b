import type { Card } from '../cards/index.ts';
import {
  commonErrors,
  type Http,
  type Platform,
  residentActor,
  sessionOf,
  staffActor,
  staffAt,
} from '../platform/index.ts';
import { accessLog, auditTrail } from './access-log.ts';
import { disclosureActs } from './audited-acts.ts';
import { accessLogAnswer, accessLogQuery, auditAnswer, auditQuery, meAnswer } from './schemas.ts';
import { cardToShow, type ShowDeps, showMe } from './show-me.ts';

/** Pictures of the person's own card. Never the back: the Individual Number stands on it in clear (NUM-19 c). */
const PICTURES = ['front', 'photo'] as const;
type Picture = (typeof PICTURES)[number];

export function disclosureRoutes(app: Http, platform: Platform, deps: ShowDeps): void {
  const { audit, blobs, database } = platform;

  app.route({
    method: 'GET',
    url: '/api/portal/me',
    config: { access: 'resident' },
    schema: {
      tags: ['disclosure'],
      summary: 'Who I am, my card and its certificates, and what works with it today',
      response: { 200: meAnswer },
    },
    handler: (request) => {
      const actor = residentActor(request);
      return database.transaction((tx) => showMe(tx, deps, actor));
    },
  });

  app.route({
    method: 'GET',
    url: '/api/portal/access-log',
    config: { access: 'resident' },
    schema: {
      tags: ['disclosure'],
      summary: 'Who looked at my record or did something with my card, when and what for; newest first',
      querystring: accessLogQuery,
      response: { 200: accessLogAnswer },
    },
    handler: (request) => {
      const { before, own } = request.query;
      const subject = sessionOf(request).personId;
      return database.query((tx) =>
        accessLog(tx, { audit, residents: deps.residents }, subject, { before, own: own === 'true' }),
      );
    },
  });

  for (const picture of PICTURES) {
    app.route({
      method: 'GET',
      url: picture === 'front' ? '/api/portal/card/front.png' : '/api/portal/card/photo',
      config: { access: 'resident' },
      schema: { tags: ['disclosure'], summary: `My card: ${picture}` },
      handler: async (request, reply) => {
        const { personId } = sessionOf(request);
        const found = await database.query(async (tx) => {
          const card = cardToShow(await deps.cards.ofPerson(tx, personId));
          const id = card && blobOf(card, picture);
          return id ? blobs.get(tx, id) : undefined;
        });
        if (!found) throw commonErrors.NOT_FOUND();
        return reply.type(found.mediaType).send(Buffer.from(found.bytes));
      },
    });
  }

  app.route({
    method: 'GET',
    url: '/api/audit',
    config: { access: staffAt('audit', 'read-audit-trail', 'read', 'national') },
    schema: {
      tags: ['disclosure'],
      summary: 'The audit trail, newest first; looking at it is itself on record',
      querystring: auditQuery,
      response: { 200: auditAnswer },
    },
    handler: (request) => {
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
    },
  });
}

function blobOf(card: Pick<Card, Picture>, picture: Picture): string | undefined {
  return card[picture] || undefined;
}
