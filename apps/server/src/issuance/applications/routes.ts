import {
  type Act,
  type Actor,
  bearerToken,
  commonErrors,
  type Http,
  serve,
  staffActor,
} from '../../platform/index.ts';
import { demandOpenDraft, putDraftPhoto, readDraft, startApplication, submitDraft } from './apply.ts';
import type { Context } from './context.ts';
import { applicationsContract, screeningContract } from './contract.ts';
import { applicationErrors } from './errors.ts';
import { correctPhoto, demandOpenCorrection, followApplication, withdrawApplication } from './follow.ts';
import { photoToScreen, screeningCase, screeningQueue } from './look.ts';
import { openForm, sendFirstForms } from './open-form.ts';
import { approve, reject } from './screen.ts';
import type { Application } from './store.ts';
import { takeBackApproval } from './take-back.ts';
import { decisionView, statusView } from './views.ts';

export function applicationRoutes(app: Http, context: Context): void {
  applicantRoutes(app, context);
  screeningRoutes(app, context);
}

function applicantRoutes(app: Http, context: Context): void {
  const on = serve(app, applicationsContract);

  on('POST /api/applications/start', (request) => startApplication(context, request.body));

  on('GET /api/applications/draft', async (request) => {
    const draft = await readDraft(context, bearerToken(request));
    return {
      applicationIdEnd: draft.applicationId.slice(-3),
      contactName: draft.contactName ?? '',
      state: draft.state,
      hasPhoto: draft.photo !== null,
      expiresAt: (draft.tokenExpiresAt ?? draft.changedAt).toISOString(),
    };
  });

  on(
    'PUT /api/applications/draft/photo',
    async (request) => {
      const { accepted, findings } = await putDraftPhoto(
        context,
        bearerToken(request),
        bodyBytes(request.body),
      );
      return { accepted, findings: [...findings] };
    },
    {
      preParsing: async (request) => {
        await demandOpenDraft(context, bearerToken(request));
      },
    },
  );

  on('GET /api/applications/draft/photo', async (request, reply) => {
    const draft = await readDraft(context, bearerToken(request));
    if (!draft.photo) throw applicationErrors.APPLICATION_PHOTO_MISSING();
    return reply.type('image/jpeg').send(await photoOf(context, draft.photo));
  });

  on('POST /api/applications/draft/submit', async (request) => {
    const { phone, ...input } = request.body;
    const sent = await submitDraft(context, bearerToken(request), { ...input, ...(phone && { phone }) });
    return {
      reference: sent.id,
      receivedAt: (sent.receivedAt ?? sent.changedAt).toISOString(),
      state: sent.state,
    };
  });

  on('POST /api/applications/status', async (request) =>
    statusView(await followApplication(context, request.body.applicationId, request.body.birthDate)),
  );

  on(
    'PUT /api/applications/correction/photo',
    async (request) => {
      const { accepted, findings } = await correctPhoto(
        context,
        bearerToken(request),
        bodyBytes(request.body),
      );
      return { accepted, findings: [...findings] };
    },
    {
      preParsing: async (request) => {
        await demandOpenCorrection(context, bearerToken(request));
      },
    },
  );

  on('POST /api/applications/withdraw', async (request) => {
    await withdrawApplication(context, request.body.applicationId, request.body.birthDate);
    return { state: 'WITHDRAWN' as const };
  });
}

function screeningRoutes(app: Http, context: Context): void {
  const on = serve(app, screeningContract);
  const { clock, database } = context.platform;
  const decided = async (by: Actor, application: Application) =>
    decisionView(
      application,
      await database.query((tx) => context.life.history(tx, application.id)),
      by,
      clock.now(),
    );

  on('GET /api/screening/queue', (request) => screeningQueue(context, request.query, staffActor(request)));

  on('GET /api/screening/:id', (request) => screeningCase(context, request.params.id, staffActor(request)));

  on('GET /api/screening/:id/photo', async (request, reply) => {
    const photo = await photoToScreen(context, request.params.id, staffActor(request));
    return reply.type('image/jpeg').send(await photoOf(context, photo));
  });

  on('POST /api/screening/:id/approve', async (request) => {
    const { version, registryVersion, note } = request.body;
    const act: Act = { actor: staffActor(request), purpose: 'screening', ...(note && { reason: note }) };
    return decided(
      act.actor,
      await database.transaction((tx) =>
        approve(context, tx, request.params.id, version, act, registryVersion),
      ),
    );
  });

  on('POST /api/screening/:id/reject', async (request) => {
    const { version, reasons, note } = request.body;
    const act: Act = { actor: staffActor(request), purpose: 'screening', ...(note && { reason: note }) };
    return decided(
      act.actor,
      await reject(context, request.params.id, { version, reasons, ...(note && { note }) }, act),
    );
  });

  on('POST /api/screening/:id/take-back', async (request) => {
    const act: Act = { actor: staffActor(request), purpose: 'screening' };
    return decided(act.actor, await takeBackApproval(context, request.params.id, request.body.version, act));
  });

  on('POST /api/office/application-forms', async (request) => {
    const { personId, cause, reason } = request.body;
    const act: Act = { actor: staffActor(request), purpose: 'counter-service', reason };
    const { letterId } = await database.transaction((tx) => openForm(context, tx, personId, cause, act));
    return { letterId };
  });

  on('POST /api/office/application-forms/first', (request) => {
    const { after, reason } = request.body;
    return sendFirstForms(context, after, { actor: staffActor(request), purpose: 'counter-service', reason });
  });
}

async function photoOf({ platform }: Context, blob: string): Promise<Buffer> {
  const photo = await platform.database.query((tx) => platform.blobs.get(tx, blob));
  if (!photo) throw commonErrors.NOT_FOUND();
  return Buffer.from(photo.bytes);
}

function bodyBytes(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  throw commonErrors.MEDIA_TYPE_WRONG();
}
