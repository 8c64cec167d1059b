import { VERIFIER, type VerifierEvent, type VerifierState } from '@mibun/rules';
import {
  type Act,
  type Actor,
  commonErrors,
  demandDuty,
  type Platform,
  type Tx,
} from '../../platform/index.ts';
import type { Registration, Verifier } from './api.ts';
import { verifiersActs } from './audited-acts.ts';
import { verifierErrors } from './errors.ts';
import { demandSound, handlesOf } from './handles.ts';
import type { Registry } from './registry.ts';
import {
  decideProposal,
  findVerifier,
  insertProposal,
  lockProposal,
  lockVerifier,
  type Proposal,
  type ProposedEvent,
  saveVerifier,
  setState,
} from './store.ts';

export interface Management {
  propose(
    actor: Actor,
    proposal: {
      readonly event: ProposedEvent;
      readonly verifierId: string;
      readonly registration?: Registration | undefined;
      readonly reason: string;
    },
  ): Promise<{ readonly proposalId: string }>;
  confirm(actor: Actor, proposalId: string): Promise<void>;
  reject(actor: Actor, proposalId: string): Promise<void>;
  /** Takes effect at once and needs nobody else: it only takes away. */
  stop(actor: Actor, verifierId: string, event: 'suspend' | 'end', reason: string): Promise<void>;
  accredit(tx: Tx, registration: Registration, act: Act): Promise<void>;
}

/** The row of §9 under which the CA operators keep the register. */
const MANAGE = ['manage-certificates', 'do'] as const;

/** Who is accredited, and the two persons that it takes (domain.md §9). */
export function managementOn(platform: Platform, registry: Registry): Management {
  const { audit, clock, database, random } = platform;

  async function record(
    tx: Tx,
    act: Act,
    event: keyof typeof verifiersActs,
    verifierId: string,
    detail: object = {},
  ) {
    const { actor, purpose, reason } = act;
    await audit.record(tx, {
      actor,
      action: verifiersActs[event],
      purpose,
      caseId: verifierId,
      ...(reason && { reason }),
      detail: { verifierId, ...detail },
    });
  }

  const life = platform.lifecycles.machine<
    Verifier,
    VerifierState,
    VerifierEvent,
    { registration: Registration }
  >({
    table: VERIFIER,
    acts: verifiersActs,
    idOf: ({ verifierId }) => verifierId,
    audited: ({ verifierId }) => ({ detail: { verifierId } }),
    save: (tx, verifier, to, { registration }, at) =>
      registration
        ? saveVerifier(tx, registration, to, handlesOf(registration), at)
        : setState(tx, verifier, to, at),
    effects: { 'count-at-once': async (tx) => registry.forget(tx) },
  });

  async function apply(
    tx: Tx,
    verifierId: string,
    event: VerifierEvent,
    given: Act,
    registration?: Registration,
    detail: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    const act = { ...given, caseId: verifierId };
    const present = await lockVerifier(tx, verifierId);
    life.judge(present?.state ?? null, event, act.actor.kind);
    if (registration) demandSound(registration);
    if (present)
      await life.move(tx, present, event, act, {
        detail,
        ...(registration && { changes: { registration } }),
      });
    else if (!registration) throw commonErrors.INPUT_INVALID();
    else {
      const insert = (to: VerifierState, at: Date) =>
        saveVerifier(tx, registration, to, handlesOf(registration), at);
      await life.begin(tx, event, act, insert, { detail });
    }
  }

  async function openProposal(tx: Tx, proposalId: string): Promise<Proposal> {
    const proposal = await lockProposal(tx, proposalId);
    if (!proposal) throw commonErrors.NOT_FOUND();
    if (proposal.outcome !== null) throw verifierErrors.VERIFIER_PROPOSAL_OVER();
    return proposal;
  }

  const actOf = (actor: Actor, reason: string): Act => ({ actor, purpose: 'administration', reason });

  return {
    propose: (actor, { event, verifierId, registration, reason }) =>
      database.transaction(async (tx) => {
        demandDuty(actor, ...MANAGE);
        const present: Verifier | undefined = await findVerifier(tx, verifierId);
        life.judge(present?.state ?? null, event, actor.kind);
        if ((event !== 'reinstate') !== (registration !== undefined)) throw commonErrors.INPUT_INVALID();
        if (registration) demandSound(registration);
        const proposalId = random.id('proposal');
        await insertProposal(tx, {
          proposalId,
          event,
          verifierId,
          registration: registration ?? null,
          reason,
          proposedBy: actor.id,
          proposedByName: actor.name,
          proposedAt: clock.now(),
        });
        await record(tx, actOf(actor, reason), `propose-${event}`, verifierId, { proposalId });
        return { proposalId };
      }),

    confirm: (actor, proposalId) =>
      database.transaction(async (tx) => {
        demandDuty(actor, ...MANAGE);
        const proposal = await openProposal(tx, proposalId);
        if (proposal.proposedBy === actor.id) throw verifierErrors.VERIFIER_SAME_PERSON();
        const { event, verifierId, registration, reason } = proposal;
        await decideProposal(tx, proposalId, 'confirmed', clock.now());
        await apply(tx, verifierId, event, actOf(actor, reason), registration ?? undefined, {
          proposalId,
          proposedBy: proposal.proposedBy,
        });
      }),

    reject: (actor, proposalId) =>
      database.transaction(async (tx) => {
        demandDuty(actor, ...MANAGE);
        const { verifierId, event, reason } = await openProposal(tx, proposalId);
        await decideProposal(tx, proposalId, 'rejected', clock.now());
        await record(tx, actOf(actor, reason), `reject-${event}`, verifierId, { proposalId });
      }),

    stop: (actor, verifierId, event, reason) =>
      database.transaction(async (tx) => {
        demandDuty(actor, ...MANAGE);
        if (!(await findVerifier(tx, verifierId))) throw commonErrors.NOT_FOUND();
        await apply(tx, verifierId, event, actOf(actor, reason));
      }),

    accredit: (tx, registration, act) => apply(tx, registration.verifierId, 'accredit', act, registration),
  };
}
