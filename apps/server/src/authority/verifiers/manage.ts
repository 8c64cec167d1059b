import { VERIFIER, type VerifierEvent, type VerifierState } from '@mibun/rules';
import type { z } from 'zod';
import {
  type Act,
  type Actor,
  commonErrors,
  defineProposals,
  demandDuty,
  type Platform,
  type Proposal,
  type Proposals,
  type Tx,
} from '../../platform/index.ts';
import type { Registration, Verifier } from './api.ts';
import { verifiersActs } from './audited-acts.ts';
import { demandSound, handlesOf } from './handles.ts';
import type { Registry } from './registry.ts';
import {
  type ProposedChange,
  type ProposedEvent,
  type proposalRequest,
  proposedChange,
  type VerifierProposalView,
} from './schemas.ts';
import { findVerifier, lockVerifier, saveVerifier, setState } from './store.ts';

/** Whatever widens an accreditation (domain.md §9): what only takes away needs nobody else. */
const REGISTER = defineProposals('verifiers', {
  kinds: {
    accredit: { ja: '検証者の認定', en: 'the accreditation of a verifier' },
    change: { ja: '検証者の登録内容の変更', en: 'a change to the registration of a verifier' },
    reinstate: { ja: '検証者の停止の解除', en: 'the reinstatement of a verifier' },
  },
  who: { action: 'manage-certificates', propose: 'do', confirm: 'do' },
  purpose: 'administration',
  standsMs: null,
  carriedOut: 'at-once',
  content: proposedChange,
  audited: ({ verifierId }) => ({ verifierId }),
});

export interface Management
  extends Pick<Proposals<ProposedEvent, ProposedChange, object>, 'confirm' | 'waiting' | 'withdraw'> {
  propose(actor: Actor, request: z.output<typeof proposalRequest>): Promise<Proposal<ProposedChange>>;
  view(proposal: Proposal<ProposedChange>, viewer: Actor): VerifierProposalView;
  /** Takes effect at once and needs nobody else: it only takes away. */
  stop(actor: Actor, verifierId: string, event: 'suspend' | 'end', reason: string): Promise<void>;
  accredit(tx: Tx, registration: Registration, act: Act): Promise<void>;
}

/** Who is accredited, and the two persons that it takes (domain.md §9). */
export function managementOn(platform: Platform, registry: Registry): Management {
  const { database } = platform;

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

  const actOf = (actor: Actor, reason: string): Act => ({ actor, purpose: 'administration', reason });

  const { confirm, propose, view, waiting, withdraw } = platform.twoPersons.conduct(REGISTER, {
    async demand(tx, { content: { event, registration, verifierId } }, actor) {
      const present = await findVerifier(tx, verifierId);
      life.judge(present?.state ?? null, event, actor.kind);
      if ((event !== 'reinstate') !== (registration !== null)) throw commonErrors.INPUT_INVALID();
      if (registration) demandSound(registration);
    },
    async carryOut(tx, { content: { event, registration, verifierId }, id, proposedBy }, act) {
      const detail = { proposalId: id, proposedBy: proposedBy.id };
      await apply(tx, verifierId, event, act, registration ?? undefined, detail);
    },
  });

  return {
    ...{ confirm, waiting, withdraw },

    propose(actor, { event, registration = null, reason, ...named }) {
      const verifierId = registration?.verifierId ?? named.verifierId;
      const content = { event, verifierId, registration };
      const subject = `verifier:${verifierId}`;
      return propose(event, actor, reason, { find: async () => ({ subject, content }) });
    },

    view: (proposal, viewer) => {
      const { event, registration, verifierId } = proposal.content;
      // Whoever confirms it sees all of what they confirm.
      return {
        ...view(proposal, viewer),
        event,
        verifierId,
        registration: registration && pick(registration),
      };
    },

    stop: (actor, verifierId, event, reason) =>
      database.transaction(async (tx) => {
        demandDuty(actor, 'manage-certificates', 'do');
        if (!(await findVerifier(tx, verifierId))) throw commonErrors.NOT_FOUND();
        await apply(tx, verifierId, event, actOf(actor, reason));
      }),

    accredit: (tx, registration, act) => apply(tx, registration.verifierId, 'accredit', act, registration),
  };
}

/** What people are shown of a registration: credentials by their hashes. */
export function pick(registration: Registration) {
  const { verifierId, kind, name, decision, validFrom, validUntil, ratePerSecond, nonces } = registration;
  return {
    ...{ verifierId, kind, name, decision, validFrom, validUntil, ratePerSecond, nonces },
    scopes: [...registration.scopes],
    quotas: { ...registration.quotas },
    services: registration.services.map((service) => ({ ...service })),
    credentials: handlesOf(registration).filter((handle) => !handle.startsWith('service:')),
  };
}
