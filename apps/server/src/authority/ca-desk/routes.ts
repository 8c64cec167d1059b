import { readCertificate, toPem } from '@mibun/pki';
import type { FastifyRequest } from 'fastify';
import { type Actor, commonErrors, type Http, serve, staffActor } from '../../platform/index.ts';
import { publishesStatus } from '../certificates/index.ts';
import { caDeskActs } from './audited-acts.ts';
import { type Context, operatorAct } from './context.ts';
import { caContract } from './contract.ts';
import { overviewOf } from './overview.ts';
import type { Proposal, Proposals } from './proposals.ts';
import { checkRequest } from './request.ts';
import { previewRevocation, revoke } from './revoke.ts';

export function caDeskRoutes(app: Http, context: Context, proposals: Proposals): void {
  const on = serve(app, caContract);
  const view =
    (request: FastifyRequest, actor: Actor = staffActor(request)) =>
    (proposal: Proposal) =>
      proposals.view(proposal, actor);

  on('GET /api/ca/overview', async () => overviewOf(context, await proposals.list()));

  on('POST /api/ca/revocations/preview', (request) =>
    previewRevocation(context, request.body.target, request.body.reason, staffActor(request)),
  );

  on('POST /api/ca/revocations', (request) => revoke(context, request.body, staffActor(request)));

  on('POST /api/ca/requests/check', (request) => checkRequest(context, request.body));

  on('POST /api/ca/requests', async (request) => {
    const { reason, ...wanted } = request.body;
    return view(request)(await proposals.proposeCertificate(wanted, reason, staffActor(request)));
  });

  on('POST /api/ca/crls/renew', async (request) => {
    const { authority, generation, shard } = request.body;
    const { audit, database } = context.platform;
    const known = context.certificates.generations(authority).find((one) => one.generation === generation);
    if (!known || !publishesStatus(known.state)) throw commonErrors.NOT_FOUND();
    const renewed = await context.status.renewCrls(authority, generation, shard);
    await database.transaction((tx) =>
      audit.record(tx, {
        ...operatorAct(staffActor(request)),
        action: caDeskActs['renew-crls'],
        detail: { authority, generation, shard: shard ?? 'every', renewed },
      }),
    );
    return { renewed };
  });

  on('GET /api/ca/proposals', async (request) => ({
    proposals: (await proposals.list()).map(view(request)),
  }));

  on('GET /api/ca/proposals/:id', async (request) => view(request)(await proposals.find(request.params.id)));

  on('GET /api/ca/proposals/:id/certificate', async (request) => {
    const { serial, der } = await proposals.issued(request.params.id);
    const { notAfter } = readCertificate(der);
    return { serial, notAfter: notAfter.toISOString(), certificate: toPem('CERTIFICATE', der) };
  });

  on('POST /api/ca/proposals', async (request) =>
    view(request)(await proposals.propose(request.body, staffActor(request))),
  );

  on('POST /api/ca/proposals/:id/confirm', async (request) =>
    view(request)(await proposals.confirm(request.params.id, request.body, staffActor(request))),
  );

  for (const act of ['withdraw', 'resume'] as const) {
    on(`POST /api/ca/proposals/:id/${act}`, async (request) =>
      view(request)(await proposals[act](request.params.id, request.body.version, staffActor(request))),
    );
  }
}
