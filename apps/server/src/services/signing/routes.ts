import { createHash } from 'node:crypto';
import { commonErrors, type Http, residentActor, serve } from '../../platform/index.ts';
import { signingActs } from './audited-acts.ts';
import { complete } from './complete.ts';
import { KEEP_DAYS, type SigningContext, signingAct } from './context.ts';
import { signingContract } from './contract.ts';
import { attachmentHeader, documentName, signedName } from './document-name.ts';
import { signingErrors } from './errors.ts';
import { demandOpen, prepare } from './prepare.ts';
import type { CeremonyAnswer } from './schemas.ts';
import { type Ceremony, readFile, readSigned, requireCeremony, signedOfPerson } from './store.ts';
import { upload } from './upload.ts';

const LONGEST_LIST = 50;

export function signingRoutes(app: Http, context: SigningContext): void {
  ceremonyRoutes(app, context);
  documentRoutes(app, context);
}

function ceremonyRoutes(app: Http, context: SigningContext): void {
  const on = serve(app, signingContract);
  const { clock, database } = context.platform;
  const view = (ceremony: Ceremony) => toView(ceremony, clock.now());

  on('POST /api/signing', async (request) => {
    if (!(request.body instanceof Uint8Array)) throw commonErrors.MEDIA_TYPE_WRONG();
    const header = request.headers['x-document-name'];
    const name = documentName(typeof header === 'string' ? header : undefined);
    return view(await upload(context, residentActor(request), name, request.body));
  });

  on('GET /api/signing/:id', async (request) => {
    const { id } = residentActor(request);
    return view(await database.query((tx) => requireCeremony(tx, request.params.id, id)));
  });

  on('POST /api/signing/:id/prepare', async (request) => {
    const { certificate: given } = request.body;
    const der = given === undefined ? undefined : new Uint8Array(Buffer.from(given, 'base64'));
    const made = await prepare(context, residentActor(request), request.params.id, der);
    return {
      digest: Buffer.from(made.digest).toString('hex'),
      certificateSha256: createHash('sha256').update(made.certificate).digest('hex'),
      toBeSigned: Buffer.from(made.toBeSigned).toString('base64'),
      statement: made.statement,
    };
  });

  on('POST /api/signing/:id/complete', async (request) => {
    const signature = new Uint8Array(Buffer.from(request.body.signature, 'base64'));
    return view(await complete(context, residentActor(request), request.params.id, signature));
  });
}

function documentRoutes(app: Http, context: SigningContext): void {
  const on = serve(app, signingContract);
  const { audit, clock, database } = context.platform;

  on('GET /api/signing/:id/original', async (request, reply) => {
    const { id } = residentActor(request);
    const { ceremony, document } = await database.query(async (tx) => {
      const found = await requireCeremony(tx, request.params.id, id);
      demandOpen(found, clock.now());
      return { ceremony: found, document: await readFile(tx, found.id, 'uploaded') };
    });
    if (!document) throw signingErrors.SIGNING_CEREMONY_OVER();
    return reply
      .type('application/pdf')
      .header('content-disposition', attachmentHeader(ceremony.name))
      .send(Buffer.from(document));
  });

  on('GET /api/signing/:id/document', async (request, reply) => {
    const actor = residentActor(request);
    const { id } = request.params;
    const { ceremony, document } = await database.transaction(async (tx) => {
      const found = await requireCeremony(tx, id, actor.id);
      if (found.state !== 'signed') throw commonErrors.NOT_FOUND();
      const signed = clock.now() < found.expiresAt ? await readSigned(tx, id) : undefined;
      if (!signed) throw signingErrors.SIGNING_DOCUMENT_DELETED({ params: { days: KEEP_DAYS } });
      await audit.record(tx, {
        ...signingAct(actor, id),
        action: signingActs.download,
        subject: actor.id,
        detail: { signedSha256: found.signedSha256 },
      });
      return { ceremony: found, document: signed };
    });
    return reply
      .type('application/pdf')
      .header('content-disposition', attachmentHeader(signedName(ceremony.name)))
      .send(Buffer.from(document));
  });

  on('GET /api/signing', async (request) => {
    const { id } = residentActor(request);
    const signed = await database.query((tx) => signedOfPerson(tx, id, LONGEST_LIST));
    return { documents: signed.map((ceremony) => toView(ceremony, clock.now())) };
  });
}

function toView(ceremony: Ceremony, now: Date): CeremonyAnswer {
  const { id, state, expiresAt } = ceremony;
  const lasts = now < expiresAt;
  return {
    ceremonyId: id,
    name: ceremony.name,
    sha256: ceremony.sha256,
    pages: ceremony.pages,
    state: state === 'signed' || lasts ? state : 'over',
    expiresAt: expiresAt.toISOString(),
    signedAt: ceremony.signedAt?.toISOString() ?? null,
    signedSha256: ceremony.signedSha256,
    documentUrl: state === 'signed' && lasts ? `/api/signing/${id}/document` : null,
  };
}
