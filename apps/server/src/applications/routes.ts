import { z } from 'zod';
import { type Act, bearerToken, commonErrors, type Http, staffActor, staffAt } from '../platform/index.ts';
import { demandOpenDraft, putDraftPhoto, readDraft, startApplication, submitDraft } from './apply.ts';
import type { Context } from './context.ts';
import { applicationErrors } from './errors.ts';
import { correctPhoto, demandOpenCorrection, followApplication, withdrawApplication } from './follow.ts';
import { photoToScreen, screeningCase, screeningQueue } from './look.ts';
import { openForm } from './open-form.ts';
import {
  approveRequest,
  decisionAnswer,
  draftAnswer,
  formAnswer,
  formRequest,
  photoAnswer,
  queueAnswer,
  queueQuery,
  rejectRequest,
  screeningAnswer,
  startAnswer,
  startRequest,
  statusAnswer,
  statusRequest,
  submitAnswer,
  submitRequest,
  withdrawAnswer,
} from './schemas.ts';
import { approve, reject } from './screen.ts';
import { statusView } from './views.ts';

const PHOTO_BODY_LIMIT = 8 * 1024 * 1024;
const GUESSABLE = { max: 120, timeWindow: '1 minute' };
const idParam = z.object({ id: z.string().max(60) });

export function applicationRoutes(app: Http, context: Context): void {
  applicantRoutes(app, context);
  screeningRoutes(app, context);
}

function applicantRoutes(app: Http, context: Context): void {
  const tags = ['applications'];
  const open = { access: 'public', rateLimit: GUESSABLE } as const;

  app.route({
    method: 'POST',
    url: '/api/applications/start',
    config: open,
    schema: {
      tags,
      summary: 'Open a draft; its personal link goes out by mail',
      body: startRequest,
      response: { 200: startAnswer },
    },
    handler: (request) => startApplication(context, request.body),
  });

  app.route({
    method: 'GET',
    url: '/api/applications/draft',
    config: open,
    schema: { tags, summary: 'The draft behind a personal link', response: { 200: draftAnswer } },
    handler: async (request) => {
      const draft = await readDraft(context, bearerToken(request));
      return {
        applicationIdEnd: draft.applicationId.slice(-3),
        contactName: draft.contactName ?? '',
        state: draft.state,
        hasPhoto: draft.photo !== null,
        expiresAt: (draft.tokenExpiresAt ?? draft.changedAt).toISOString(),
      };
    },
  });

  app.route({
    method: 'PUT',
    url: '/api/applications/draft/photo',
    config: open,
    bodyLimit: PHOTO_BODY_LIMIT,
    preParsing: async (request) => {
      await demandOpenDraft(context, bearerToken(request));
    },
    schema: {
      tags,
      summary: 'Put the photo (JPEG) into the draft; tells at once what is wrong with it',
      response: { 200: photoAnswer },
    },
    handler: async (request) => {
      const { accepted, findings } = await putDraftPhoto(
        context,
        bearerToken(request),
        bodyBytes(request.body),
      );
      return { accepted, findings: [...findings] };
    },
  });

  app.route({
    method: 'GET',
    url: '/api/applications/draft/photo',
    config: open,
    schema: { tags, summary: 'The photo of the draft' },
    handler: async (request, reply) => {
      const draft = await readDraft(context, bearerToken(request));
      if (!draft.photo) throw applicationErrors.APPLICATION_PHOTO_MISSING();
      return reply.type('image/jpeg').send(await photoOf(context, draft.photo));
    },
  });

  app.route({
    method: 'POST',
    url: '/api/applications/draft/submit',
    config: open,
    schema: {
      tags,
      summary: 'Send the application; repeating with the same key changes nothing',
      body: submitRequest,
      response: { 200: submitAnswer },
    },
    handler: async (request) => {
      const { phone, ...input } = request.body;
      const sent = await submitDraft(context, bearerToken(request), { ...input, ...(phone && { phone }) });
      return {
        reference: sent.id,
        receivedAt: (sent.receivedAt ?? sent.changedAt).toISOString(),
        state: sent.state,
      };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/applications/status',
    config: open,
    schema: {
      tags,
      summary: 'Where the application stands',
      body: statusRequest,
      response: { 200: statusAnswer },
    },
    handler: async (request) =>
      statusView(await followApplication(context, request.body.applicationId, request.body.birthDate)),
  });

  app.route({
    method: 'PUT',
    url: '/api/applications/correction/photo',
    config: open,
    bodyLimit: PHOTO_BODY_LIMIT,
    preParsing: async (request) => {
      await demandOpenCorrection(context, bearerToken(request));
    },
    schema: {
      tags,
      summary: 'Replace only the photo of an application that was sent back',
      response: { 200: photoAnswer },
    },
    handler: async (request) => {
      const { accepted, findings } = await correctPhoto(
        context,
        bearerToken(request),
        bodyBytes(request.body),
      );
      return { accepted, findings: [...findings] };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/applications/withdraw',
    config: open,
    schema: {
      tags,
      summary: 'Withdraw the application',
      body: statusRequest,
      response: { 200: withdrawAnswer },
    },
    handler: async (request) => {
      await withdrawApplication(context, request.body.applicationId, request.body.birthDate);
      return { state: 'WITHDRAWN' as const };
    },
  });
}

function screeningRoutes(app: Http, context: Context): void {
  const { database } = context.platform;
  const tags = ['screening'];
  const reader = { access: staffAt('screening', 'screen', 'look', 'case') };
  const decider = { access: staffAt('screening', 'screen', 'do', 'case') };

  app.route({
    method: 'GET',
    url: '/api/screening/queue',
    config: { access: staffAt('screening', 'screen', 'look', 'cases') },
    schema: {
      tags,
      summary: 'Applications to be screened, oldest first; never one’s own or one’s household’s',
      querystring: queueQuery,
      response: { 200: queueAnswer },
    },
    handler: (request) => screeningQueue(context, request.query, staffActor(request)),
  });

  app.route({
    method: 'GET',
    url: '/api/screening/:id',
    config: reader,
    schema: {
      tags,
      summary: 'Form, photo hints and registry side by side; the read is on the person’s access log',
      params: idParam,
      response: { 200: screeningAnswer },
    },
    handler: (request) => screeningCase(context, request.params.id, staffActor(request)),
  });

  app.route({
    method: 'GET',
    url: '/api/screening/:id/photo',
    config: reader,
    schema: { tags, summary: 'The photo as sent', params: idParam },
    handler: async (request, reply) => {
      const photo = await photoToScreen(context, request.params.id, staffActor(request));
      return reply.type('image/jpeg').send(await photoOf(context, photo));
    },
  });

  app.route({
    method: 'POST',
    url: '/api/screening/:id/approve',
    config: decider,
    schema: {
      tags,
      summary: 'Approve; the registry version seen is frozen',
      params: idParam,
      body: approveRequest,
      response: { 200: decisionAnswer },
    },
    handler: async (request) => {
      const { version, registryVersion, note } = request.body;
      const act: Act = { actor: staffActor(request), purpose: 'screening', ...(note && { reason: note }) };
      return database.transaction((tx) =>
        approve(context, tx, request.params.id, version, act, registryVersion),
      );
    },
  });

  app.route({
    method: 'POST',
    url: '/api/screening/:id/reject',
    config: decider,
    schema: {
      tags,
      summary: 'Send back with reasons of the closed list (PHO-03)',
      params: idParam,
      body: rejectRequest,
      response: { 200: decisionAnswer },
    },
    handler: async (request) => {
      const { version, reasons, note } = request.body;
      const act: Act = { actor: staffActor(request), purpose: 'screening', ...(note && { reason: note }) };
      return reject(context, request.params.id, { version, reasons, ...(note && { note }) }, act);
    },
  });

  app.route({
    method: 'POST',
    url: '/api/office/application-forms',
    config: { access: staffAt('office', 'apply', 'do', 'person') },
    schema: {
      tags,
      summary:
        'A new form for a person whose identity was checked (APP-01); its ID goes to them by letter alone',
      body: formRequest,
      response: { 200: formAnswer },
    },
    handler: async (request) => {
      const { personId, cause, reason } = request.body;
      const act: Act = { actor: staffActor(request), purpose: 'counter-service', reason };
      const { letterId } = await database.transaction((tx) => openForm(context, tx, personId, cause, act));
      return { letterId };
    },
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
