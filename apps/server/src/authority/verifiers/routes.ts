import { jstDate } from '@mibun/rules';
import { type Http, type Platform, serve, staffActor } from '../../platform/index.ts';
import { type Registration, VERIFIER_SCOPES, type Verifier } from './api.ts';
import { verifiersContract } from './contract.ts';
import { handlesOf } from './handles.ts';
import type { Management } from './manage.ts';
import type { Registry } from './registry.ts';
import type { VerifiersAnswer } from './schemas.ts';
import { allVerifiers, lastSeen, openProposals, usageOf } from './store.ts';

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
        proposals: (await openProposals(tx)).map((proposal) => ({
          proposalId: proposal.proposalId,
          event: proposal.event,
          verifierId: proposal.verifierId,
          // Whoever confirms it sees all of what they confirm.
          registration: proposal.registration && pick(proposal.registration),
          reason: proposal.reason,
          proposedBy: proposal.proposedByName,
          proposedAt: proposal.proposedAt.toISOString(),
          mayConfirm: viewer.kind === 'ca-operator' && proposal.proposedBy !== viewer.id,
        })),
      };
    }),
  );

  on('POST /api/verifiers/proposals', async (request) => {
    const { registration, ...proposal } = request.body;
    if (registration) proposal.verifierId = registration.verifierId;
    return management.propose(staffActor(request), {
      ...proposal,
      registration: registration as Registration | undefined,
    });
  });

  for (const decision of ['confirm', 'reject'] as const) {
    on(`POST /api/verifiers/proposals/:id/${decision}`, async (request) => {
      await management[decision](staffActor(request), request.params.id);
      return DONE;
    });
  }

  on('POST /api/verifiers/:id/stop', async (request) => {
    const { event, reason } = request.body;
    await management.stop(staffActor(request), request.params.id, event, reason);
    return DONE;
  });
}

/** What people are shown of a registration: credentials by their hashes. */
function pick(registration: Registration) {
  const { verifierId, kind, name, decision, validFrom, validUntil, ratePerSecond, nonces } = registration;
  return {
    ...{ verifierId, kind, name, decision, validFrom, validUntil, ratePerSecond, nonces },
    scopes: [...registration.scopes],
    quotas: { ...registration.quotas },
    services: registration.services.map((service) => ({ ...service })),
    credentials: handlesOf(registration).filter((handle) => !handle.startsWith('service:')),
  };
}
