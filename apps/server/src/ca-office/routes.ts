import { readCertificate, toPem } from '@mibun/pki';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { publishesStatus } from '../certificates/index.ts';
import { type Actor, commonErrors, type Http, staffActor, staffAt } from '../platform/index.ts';
import { caOfficeActs } from './audited-acts.ts';
import { type Context, operatorAct } from './context.ts';
import { overviewOf } from './overview.ts';
import { proposalView } from './proposal-view.ts';
import type { Proposals } from './proposals.ts';
import { checkRequest } from './request.ts';
import { previewRevocation, revoke } from './revoke.ts';
import * as schemas from './schemas.ts';

const idParam = z.object({ id: z.string().max(60) });

export function caOfficeRoutes(app: Http, context: Context, proposals: Proposals): void {
  const tags = ['ca-office'];
  const operator = { access: staffAt('ca', 'manage-certificates', 'do', 'national') };
  const revoker = { access: staffAt('ca', 'manage-certificates', 'do', 'case') };
  // The auditor sees everything and changes nothing (domain.md §9).
  const reader = { access: staffAt('ca', 'manage-certificates', 'look', 'national') };
  const view =
    (request: FastifyRequest, actor: Actor = staffActor(request)) =>
    (proposal: Parameters<typeof proposalView>[0]) =>
      proposalView(proposal, actor);

  app.route({
    method: 'GET',
    url: '/api/ca/overview',
    config: reader,
    schema: {
      tags,
      summary: 'Generations and their keys, figures by day, CRLs, OCSP, and what needs attention',
      response: { 200: schemas.overviewAnswer },
    },
    handler: async () => overviewOf(context, await proposals.list()),
  });

  app.route({
    method: 'POST',
    url: '/api/ca/revocations/preview',
    config: revoker,
    schema: {
      tags,
      summary: 'What a revocation by serial, card or person would end; changes nothing',
      body: schemas.revocationPreviewRequest,
      response: { 200: schemas.revocationPreview },
    },
    handler: (request) =>
      previewRevocation(context, request.body.target, request.body.reason, staffActor(request)),
  });

  app.route({
    method: 'POST',
    url: '/api/ca/revocations',
    config: revoker,
    schema: {
      tags,
      summary: 'Revoke what the preview has shown, all of it or nothing',
      body: schemas.revocationRequest,
      response: { 200: schemas.revocationAnswer },
    },
    handler: (request) => revoke(context, request.body, staffActor(request)),
  });

  app.route({
    method: 'POST',
    url: '/api/ca/requests/check',
    config: operator,
    schema: {
      tags,
      summary: 'What would be issued for a PKCS #10 request, and what stands against it',
      body: schemas.requestCheck,
      response: { 200: schemas.requestCheckAnswer },
    },
    handler: (request) => checkRequest(context, request.body),
  });

  app.route({
    method: 'POST',
    url: '/api/ca/requests',
    config: operator,
    schema: {
      tags,
      summary:
        'Propose a certificate of the institution CA for a request; another CA operator has to confirm it',
      body: schemas.requestProposal,
      response: { 200: schemas.proposalView },
    },
    handler: async (request) => {
      const { reason, ...wanted } = request.body;
      return view(request)(await proposals.proposeCertificate(wanted, reason, staffActor(request)));
    },
  });

  app.route({
    method: 'POST',
    url: '/api/ca/crls/renew',
    config: operator,
    schema: {
      tags,
      summary: 'Make new CRLs of one generation at once: all shards, or one',
      body: schemas.renewCrlsRequest,
      response: { 200: schemas.renewCrlsAnswer },
    },
    handler: async (request) => {
      const { authority, generation, shard } = request.body;
      const { audit, database } = context.platform;
      const known = context.certificates.generations(authority).find((one) => one.generation === generation);
      if (!known || !publishesStatus(known.state)) throw commonErrors.NOT_FOUND();
      const renewed = await context.status.renewCrls(authority, generation, shard);
      await database.transaction((tx) =>
        audit.record(tx, {
          ...operatorAct(staffActor(request)),
          action: caOfficeActs['renew-crls'],
          detail: { authority, generation, shard: shard ?? 'every', renewed },
        }),
      );
      return { renewed };
    },
  });

  app.route({
    method: 'GET',
    url: '/api/ca/proposals',
    config: reader,
    schema: { tags, summary: 'Acts on CA keys, newest first', response: { 200: schemas.proposalsAnswer } },
    handler: async (request) => ({ proposals: (await proposals.list()).map(view(request)) }),
  });

  app.route({
    method: 'GET',
    url: '/api/ca/proposals/:id',
    config: reader,
    schema: {
      tags,
      summary: 'One act on a CA key',
      params: idParam,
      response: { 200: schemas.proposalView },
    },
    handler: async (request) => view(request)(await proposals.find(request.params.id)),
  });

  app.route({
    method: 'GET',
    url: '/api/ca/proposals/:id/certificate',
    config: reader,
    schema: {
      tags,
      summary: 'The certificate that came of a proposal, for whoever holds its key',
      params: idParam,
      response: { 200: schemas.issuedAnswer },
    },
    handler: async (request) => {
      const { serial, der } = await proposals.issued(request.params.id);
      const { notAfter } = readCertificate(der);
      return { serial, notAfter: notAfter.toISOString(), certificate: toPem('CERTIFICATE', der) };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/ca/proposals',
    config: operator,
    schema: {
      tags,
      summary: 'Propose a step of a rollover; another CA operator has to confirm it',
      body: schemas.proposalRequest,
      response: { 200: schemas.proposalView },
    },
    handler: async (request) => view(request)(await proposals.propose(request.body, staffActor(request))),
  });

  const acts = {
    confirm: 'Confirm a proposal of a colleague; the system carries it out',
    withdraw: 'Withdraw a proposal',
    resume: 'Go on with a confirmed act that has stopped',
  } as const;
  for (const act of ['confirm', 'withdraw', 'resume'] as const) {
    app.route({
      method: 'POST',
      url: `/api/ca/proposals/:id/${act}`,
      config: operator,
      schema: {
        tags,
        summary: acts[act],
        params: idParam,
        body: schemas.proposalAct,
        response: { 200: schemas.proposalView },
      },
      handler: async (request) =>
        view(request)(await proposals[act](request.params.id, request.body.version, staffActor(request))),
    });
  }
}
