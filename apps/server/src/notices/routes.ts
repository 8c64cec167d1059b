import { type Http, type Platform, serve, staffActor, type Tx } from '../platform/index.ts';
import type { Residents } from '../residents/index.ts';
import type { Letter } from './api.ts';
import { demoLettersContract, noticesContract } from './contract.ts';
import { openAtOffice } from './open-at-office.ts';
import type { LetterView } from './schemas.ts';
import { listLetters } from './store.ts';

export type OpenPdf = (tx: Tx, letterId: string) => Promise<{ letter: Letter; bytes: Uint8Array }>;

export function noticeRoutes(app: Http, platform: Platform, openPdf: OpenPdf, residents: Residents): void {
  const on = serve(app, noticesContract);
  const { database } = platform;

  on('GET /api/office/letters/:id/pdf', async (request, reply) => {
    const actor = staffActor(request);
    const deps = { platform, residents, openPdf };
    const bytes = await database.transaction((tx) => openAtOffice(deps, tx, request.params.id, actor));
    return reply.type('application/pdf').send(Buffer.from(bytes));
  });

  const atDemo = serve(app, demoLettersContract);
  atDemo('GET /api/demo/letters', async (request) => {
    const letters = await database.query((tx) =>
      listLetters(tx, {
        limit: 100,
        ...(request.query.personId && { personId: request.query.personId }),
      }),
    );
    return { letters: letters.map(toView) };
  });

  atDemo('GET /api/demo/letters/:id/pdf', async (request, reply) => {
    const { bytes } = await database.query((tx) => openPdf(tx, request.params.id));
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
