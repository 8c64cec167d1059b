import { type Http, type Platform, serve, staffActor } from '../../platform/index.ts';
import type { Residents } from '../residents/index.ts';
import type { Notices } from './api.ts';
import { noticesContract } from './contract.ts';
import { openAtOffice } from './open-at-office.ts';

export function noticeRoutes(
  app: Http,
  platform: Platform,
  { openPdf }: Pick<Notices, 'openPdf'>,
  residents: Residents,
): void {
  const on = serve(app, noticesContract);
  const { database } = platform;

  on('GET /api/office/letters/:id/pdf', async (request, reply) => {
    const actor = staffActor(request);
    const deps = { platform, residents, openPdf };
    const bytes = await database.transaction((tx) => openAtOffice(deps, tx, request.params.id, actor));
    return reply.type('application/pdf').send(Buffer.from(bytes));
  });
}
