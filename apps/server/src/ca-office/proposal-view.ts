import { next } from '@mibun/rules';
import type { Actor } from '../platform/index.ts';
import type { Proposal } from './proposal-store.ts';
import { PROPOSAL, type ProposalEvent } from './proposal-table.ts';
import { lapsesAt } from './proposals.ts';
import type { ProposalView } from './schemas.ts';

export function proposalView(proposal: Proposal, actor: Actor): ProposalView {
  const may = (event: ProposalEvent) => next(PROPOSAL, proposal.state, event, actor.kind).ok;
  return {
    id: proposal.id,
    version: proposal.version,
    authority: proposal.authority,
    generation: proposal.generation,
    event: proposal.event,
    reason: proposal.reason,
    state: proposal.state,
    refusal: proposal.refusal,
    proposedBy: proposal.proposed_by_name,
    proposedAt: proposal.proposed_at.toISOString(),
    confirmedBy: proposal.confirmed_by_name,
    confirmedAt: proposal.confirmed_at?.toISOString() ?? null,
    endedAt: proposal.ended_at?.toISOString() ?? null,
    lapsesAt: lapsesAt(proposal).toISOString(),
    mayConfirm: may('confirm') && proposal.proposed_by !== actor.id,
    mayWithdraw: may('withdraw'),
    mayResume: may('resume'),
  };
}
