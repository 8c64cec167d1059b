import { jstDate } from '@mibun/rules';
import { type Http, type Platform, serve, staffActor } from '../../platform/index.ts';
import { VERIFIER_SCOPES, type Verifier } from './api.ts';
import { verifiersContract } from './contract.ts';
import { type Management, pick } from './manage.ts';
import type { Registry } from './registry.ts';
import type { VerifiersAnswer } from './schemas.ts';
import { allVerifiers, lastSeen, usageOf } from './store.ts';

const DONE = { done: true } as const;

/** The register, for the operators of the CA; auditors look at it. */
export function verifierRoutes(
  app: Http,
  platform: Platform,
  { management, isInForce }: { readonly management: Management; readonly isInForce: Registry['isInForce'] },
): void {
  const on = serve(app, verifiersContract);
  const { clock, database } = platform;

  on('GET /api/verifiers', (request) =>
    database.query(async (tx) => {
      const usage = await usageOf(tx, jstDate(clock.now()));
      const seen = await lastSeen(tx);
      const viewer = staffActor(request);
      const view = (verifier: Verifier): VerifiersAnswer['verifiers'][number] => ({
        ...pick(verifier),
        state: verifier.state,
        inForce: isInForce(verifier),
        changedAt: verifier.changedAt.toISOString(),
        lastSeenAt: seen.get(verifier.verifierId)?.toISOString() ?? null,
        usage: VERIFIER_SCOPES.filter((scope) => verifier.scopes.includes(scope)).map((scope) => ({
          scope,
          quota: verifier.quotas[scope] ?? 0,
          used: usage.find((row) => row.verifierId === verifier.verifierId && row.scope === scope)?.used ?? 0,
        })),
      });
      return {
        verifiers: (await allVerifiers(tx)).map(view),
        proposals: (await management.waiting(tx)).map((proposal) => management.view(proposal, viewer)),
      };
    }),
  );

  on('POST /api/verifiers/proposals', async (request) => {
    const viewer = staffActor(request);
    return management.view(await management.propose(viewer, request.body), viewer);
  });

  on('POST /api/verifiers/proposals/:id/confirm', async (request) => {
    const viewer = staffActor(request);
    return management.view(await management.confirm(request.params.id, request.body, viewer), viewer);
  });

  on('POST /api/verifiers/proposals/:id/reject', async (request) => {
    const viewer = staffActor(request);
    return management.view(
      await management.withdraw(request.params.id, request.body.version, viewer),
      viewer,
    );
  });

  on('POST /api/verifiers/:id/stop', async (request) => {
    const { event, reason } = request.body;
    await management.stop(staffActor(request), request.params.id, event, reason);
    return DONE;
  });
}
