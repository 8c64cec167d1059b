import { z } from 'zod';
import { type Act, commonErrors, type Http, type Platform, staffActor, type Tx } from '../platform/index.ts';
import type { Residents } from '../residents/index.ts';
import type { Letter, Notices } from './api.ts';
import { type LetterView, lettersAnswer } from './schemas.ts';

type OpenPdf = (tx: Tx, letterId: string) => Promise<{ letter: Letter; bytes: Uint8Array }>;

export function noticeRoutes(
  app: Http,
  platform: Platform,
  notices: Notices,
  openPdf: OpenPdf,
  residents: Residents,
): void {
  const { database } = platform;

  app.route({
    method: 'GET',
    url: '/api/office/letters/:id/pdf',
    config: { access: { staff: ['clerk', 'supervisor'] } },
    schema: {
      tags: ['notices'],
      summary: 'A letter as PDF, for printing',
      params: z.object({ id: z.string() }),
    },
    handler: async (request, reply) => {
      const actor = staffActor(request);
      const bytes = await database.transaction(async (tx) => {
        const { letter, bytes } = await openPdf(tx, request.params.id);
        const act: Act = { actor, purpose: 'notice', caseId: letter.caseId };
        const resident = await residents.read(tx, letter.personId, act);
        if (resident.municipality !== actor.office) throw commonErrors.NOT_FOUND();
        return bytes;
      });
      return reply.type('application/pdf').send(Buffer.from(bytes));
    },
  });

  app.route({
    method: 'GET',
    url: '/api/demo/letters',
    config: { access: 'demo' },
    schema: {
      tags: ['demo'],
      summary: "The post of the demo country: letters in people's letter boxes, newest first",
      querystring: z.object({ personId: z.string().optional() }),
      response: { 200: lettersAnswer },
    },
    handler: async (request) => {
      const letters = await database.query((tx) =>
        notices.letters(tx, {
          limit: 100,
          ...(request.query.personId && { personId: request.query.personId }),
        }),
      );
      return { letters: letters.map(toView) };
    },
  });

  app.route({
    method: 'GET',
    url: '/api/demo/letters/:id/pdf',
    config: { access: 'demo' },
    schema: {
      tags: ['demo'],
      summary: 'A letter of the demo country, opened',
      params: z.object({ id: z.string() }),
    },
    handler: async (request, reply) => {
      const { bytes } = await database.query((tx) => openPdf(tx, request.params.id));
      return reply.type('application/pdf').send(Buffer.from(bytes));
    },
  });
}

function toView(letter: Letter): LetterView {
  return {
    id: letter.id,
    kind: letter.kind,
    personId: letter.personId,
    caseId: letter.caseId,
    createdAt: letter.createdAt.toISOString(),
    printed: letter.pdf !== undefined,
  };
}
