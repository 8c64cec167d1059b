import { createHash } from 'node:crypto';
import { z } from 'zod';
import { commonErrors, type Http, residentActor } from '../platform/index.ts';
import { signingActs } from './audited-acts.ts';
import { complete } from './complete.ts';
import { KEEP_DAYS, type SigningContext, signingAct } from './context.ts';
import { attachmentHeader, documentName, signedName } from './document-name.ts';
import { signingErrors } from './errors.ts';
import { demandOpen, prepare } from './prepare.ts';
import {
  type CeremonyAnswer,
  ceremonyAnswer,
  completeRequest,
  prepareAnswer,
  prepareRequest,
  signedListAnswer,
} from './schemas.ts';
import { type Ceremony, readFile, readSigned, requireCeremony, signedOfPerson } from './store.ts';
import { upload } from './upload.ts';

const MAX_BYTES = 20_000_000;
const LONGEST_LIST = 50;
const idParam = z.object({ id: z.string().max(60) });
const tags = ['signing'];

export function signingRoutes(app: Http, context: SigningContext): void {
  ceremonyRoutes(app, context);
  documentRoutes(app, context);
}

function ceremonyRoutes(app: Http, context: SigningContext): void {
  const { clock, database } = context.platform;
  const view = (ceremony: Ceremony) => toView(ceremony, clock.now());

  app.route({
    method: 'POST',
    url: '/api/signing',
    bodyLimit: MAX_BYTES,
    config: { access: 'resident', rateLimit: { max: 60, timeWindow: '1 minute' } },
    schema: {
      tags,
      summary: 'Upload a PDF to be signed; its name in X-Document-Name, URI-encoded',
      response: { 200: ceremonyAnswer },
    },
    handler: async (request) => {
      if (!(request.body instanceof Uint8Array)) throw commonErrors.MEDIA_TYPE_WRONG();
      const header = request.headers['x-document-name'];
      const name = documentName(typeof header === 'string' ? header : undefined);
      return view(await upload(context, residentActor(request), name, request.body));
    },
  });

  app.route({
    method: 'GET',
    url: '/api/signing/:id',
    config: { access: 'resident' },
    schema: { tags, summary: 'Where a ceremony stands', params: idParam, response: { 200: ceremonyAnswer } },
    handler: async (request) => {
      const { id } = residentActor(request);
      return view(await database.query((tx) => requireCeremony(tx, request.params.id, id)));
    },
  });

  app.route({
    method: 'POST',
    url: '/api/signing/:id/prepare',
    config: { access: 'resident' },
    schema: {
      tags,
      summary:
        'Prepares the document for the holder’s signature certificate; gives the digest that the card signs',
      params: idParam,
      body: prepareRequest,
      response: { 200: prepareAnswer },
    },
    handler: async (request) => {
      const { certificate: given } = request.body;
      const der = given === undefined ? undefined : new Uint8Array(Buffer.from(given, 'base64'));
      const made = await prepare(context, residentActor(request), request.params.id, der);
      return {
        digest: Buffer.from(made.digest).toString('hex'),
        certificateSha256: createHash('sha256').update(made.certificate).digest('hex'),
        toBeSigned: Buffer.from(made.toBeSigned).toString('base64'),
        statement: made.statement,
      };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/signing/:id/complete',
    config: { access: 'resident' },
    schema: {
      tags,
      summary: 'Hand in the signature of the card; repeating it changes nothing',
      params: idParam,
      body: completeRequest,
      response: { 200: ceremonyAnswer },
    },
    handler: async (request) => {
      const signature = new Uint8Array(Buffer.from(request.body.signature, 'base64'));
      return view(await complete(context, residentActor(request), request.params.id, signature));
    },
  });
}

function documentRoutes(app: Http, context: SigningContext): void {
  const { audit, clock, database } = context.platform;

  app.route({
    method: 'GET',
    url: '/api/signing/:id/original',
    config: { access: 'resident' },
    schema: { tags, summary: 'The document as it was uploaded, until it is signed', params: idParam },
    handler: async (request, reply) => {
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
    },
  });

  app.route({
    method: 'GET',
    url: '/api/signing/:id/document',
    config: { access: 'resident' },
    schema: { tags, summary: 'The signed PDF', params: idParam },
    handler: async (request, reply) => {
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
    },
  });

  app.route({
    method: 'GET',
    url: '/api/signing',
    config: { access: 'resident' },
    schema: {
      tags,
      summary: 'What the person has signed, newest first',
      response: { 200: signedListAnswer },
    },
    handler: async (request) => {
      const { id } = residentActor(request);
      const signed = await database.query((tx) => signedOfPerson(tx, id, LONGEST_LIST));
      return { documents: signed.map((ceremony) => toView(ceremony, clock.now())) };
    },
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
