import { type Http, type Letter, type Notices, type Platform, serve } from '@mibun/server/addition';
import { lettersContract } from './contract.ts';
import type { LetterView } from './schemas.ts';

/** The letter boxes of the demo country: the letters that were sent to its people, for whoever wants to open them. */
export function letterRoutes(app: Http, platform: Platform, notices: Notices): void {
  const on = serve(app, lettersContract);
  const { database } = platform;

  on('GET /api/demo/letters', async (request) => {
    const letters = await database.query((tx) =>
      notices.letters(tx, {
        limit: 100,
        ...(request.query.personId && { personId: request.query.personId }),
      }),
    );
    return { letters: letters.map(toView) };
  });

  on('GET /api/demo/letters/:id/pdf', async (request, reply) => {
    const { bytes } = await database.query((tx) => notices.openPdf(tx, request.params.id));
    return reply.type('application/pdf').send(Buffer.from(bytes));
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
