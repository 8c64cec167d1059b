import { z } from 'zod';
import { type Http, type Platform, staffActor, staffAt, type Tx } from '../platform/index.ts';
import type { Residents } from '../residents/index.ts';
import type { Letter } from './api.ts';
import { openAtOffice } from './open-at-office.ts';
import { type LetterView, lettersAnswer } from './schemas.ts';
import { listLetters } from './store.ts';

export type OpenPdf = (tx: Tx, letterId: string) => Promise<{ letter: Letter; bytes: Uint8Array }>;

export function noticeRoutes(app: Http, platform: Platform, openPdf: OpenPdf, residents: Residents): void {
  const { database } = platform;

  app.route({
    method: 'GET',
    url: '/api/office/letters/:id/pdf',
    config: { access: staffAt('office', 'see-status', 'look', 'case') },
    schema: {
      tags: ['notices'],
      summary: 'A letter as PDF, for printing',
      params: z.object({ id: z.string() }),
    },
    handler: async (request, reply) => {
      const actor = staffActor(request);
      const deps = { platform, residents, openPdf };
      const bytes = await database.transaction((tx) => openAtOffice(deps, tx, request.params.id, actor));
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
        listLetters(tx, {
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
    printed: letter.pdf !== null,
    // What a telephone reads from the QR code of a form; the letter box is its addressee's.
    ...(letter.params.link && { link: letter.params.link }),
  };
}
