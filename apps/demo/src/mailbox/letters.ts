import type { Http, Letter, Notices, Platform } from '@mibun/server/addition';
import { z } from 'zod';
import { type LetterView, lettersAnswer } from './schemas.ts';

/** The letter boxes of the demo country: the letters that were sent to its people, for whoever wants to open them. */
export function letterRoutes(app: Http, platform: Platform, notices: Notices): void {
  const { database } = platform;

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
      const { bytes } = await database.query((tx) => notices.openPdf(tx, request.params.id));
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
    printed: letter.pdf !== null,
    // What a telephone reads from the QR code of a form; the letter box is its addressee's.
    ...(letter.params.link && { link: letter.params.link }),
  };
}
