import { type Bilingual, commonErrors, type Http, residentActor, serve } from '../../platform/index.ts';
import { certificateIn, preparedView, signatureIn } from '../card-signature/index.ts';
import { signingActs } from './audited-acts.ts';
import { type DocumentCeremony, type DocumentFacts, KEEP_DAYS, type SigningContext } from './context.ts';
import { signingContract } from './contract.ts';
import { attachmentHeader, documentName, signedName } from './document-name.ts';
import { signingErrors } from './errors.ts';
import type { CeremonyAnswer } from './schemas.ts';
import { upload } from './upload.ts';

const LONGEST_LIST = 50;

export function signingRoutes(app: Http, context: SigningContext): void {
  ceremonyRoutes(app, context);
  documentRoutes(app, context);
}

function ceremonyRoutes(app: Http, context: SigningContext): void {
  const on = serve(app, signingContract);
  const { ceremonies, platform } = context;
  const view = (ceremony: DocumentCeremony) => toView(ceremony, platform.clock.now());

  on('POST /api/signing', async (request) => {
    if (!(request.body instanceof Uint8Array)) throw commonErrors.MEDIA_TYPE_WRONG();
    const header = request.headers['x-document-name'];
    const name = documentName(typeof header === 'string' ? header : undefined);
    return view(await upload(context, residentActor(request), name, request.body));
  });

  on('GET /api/signing/:id', async (request) => {
    const { id } = residentActor(request);
    return view(await platform.database.query((tx) => ceremonies.require(tx, request.params.id, id)));
  });

  on('POST /api/signing/:id/prepare', async (request) => {
    const certificate = certificateIn(request.body);
    const made = await ceremonies.prepare(residentActor(request), request.params.id, certificate);
    return { ...preparedView(made), statement: statementOf(made.ceremony.facts) };
  });

  on('POST /api/signing/:id/complete', async (request) => {
    const signature = signatureIn(request.body);
    return view(await ceremonies.complete(residentActor(request), request.params.id, signature));
  });
}

function documentRoutes(app: Http, { ceremonies, platform }: SigningContext): void {
  const on = serve(app, signingContract);
  const { audit, clock, database } = platform;

  on('GET /api/signing/:id/original', async (request, reply) => {
    const { id } = residentActor(request);
    const { ceremony, document } = await database.query(async (tx) => {
      const found = await ceremonies.require(tx, request.params.id, id);
      ceremonies.demandOpen(found);
      return { ceremony: found, document: await ceremonies.file(tx, found.id, 'content') };
    });
    if (!document) throw signingErrors.SIGNING_CEREMONY_OVER();
    return reply
      .type('application/pdf')
      .header('content-disposition', attachmentHeader(ceremony.facts.name))
      .send(Buffer.from(document));
  });

  on('GET /api/signing/:id/document', async (request, reply) => {
    const actor = residentActor(request);
    const { id } = request.params;
    const { facts, parts } = await database.transaction(async (tx) => {
      const found = await ceremonies.require(tx, id, actor.id);
      if (found.state !== 'signed') throw commonErrors.NOT_FOUND();
      const uploaded = await ceremonies.file(tx, id, 'content');
      const addition = await ceremonies.file(tx, id, 'result');
      if (clock.now() >= found.expiresAt || !uploaded || !addition) {
        throw signingErrors.SIGNING_DOCUMENT_DELETED({ params: { days: KEEP_DAYS } });
      }
      await audit.record(tx, {
        actor,
        purpose: 'signing',
        caseId: id,
        action: signingActs.download,
        subject: actor.id,
        detail: { signedSha256: found.facts.signedSha256 },
      });
      return { facts: found.facts, parts: [uploaded, addition] };
    });
    return reply
      .type('application/pdf')
      .header('content-disposition', attachmentHeader(signedName(facts.name)))
      .send(Buffer.concat(parts));
  });

  on('GET /api/signing', async (request) => {
    const { id } = residentActor(request);
    const signed = await database.query((tx) => ceremonies.signed(tx, id, LONGEST_LIST));
    return { documents: signed.map((ceremony) => toView(ceremony, clock.now())) };
  });
}

/** What is about to be signed, for the agent's window (VER-01). */
function statementOf({ name, pages, sha256 }: DocumentFacts): Bilingual {
  return {
    ja: `「${name}」（${pages}ページ、SHA-256 ${sha256}）に電子署名します。`,
    en: `Sign "${name}" (${pages} ${pages === 1 ? 'page' : 'pages'}, SHA-256 ${sha256}) electronically.`,
  };
}

function toView({ id, state, expiresAt, facts, signedAt }: DocumentCeremony, now: Date): CeremonyAnswer {
  const lasts = now < expiresAt;
  const { name, sha256, pages, signedSha256 = null } = facts;
  return {
    ceremonyId: id,
    name,
    sha256,
    pages,
    state: state === 'signed' || lasts ? state : 'over',
    expiresAt: expiresAt.toISOString(),
    signedAt: signedAt?.toISOString() ?? null,
    signedSha256,
    documentUrl: state === 'signed' && lasts ? `/api/signing/${id}/document` : null,
  };
}
