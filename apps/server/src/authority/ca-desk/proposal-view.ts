import { createHash } from 'node:crypto';
import { CA_PROPOSAL, type CaProposalEvent, next } from '@mibun/rules';
import type { Actor } from '../../platform/index.ts';
import type { Proposal } from './proposal-store.ts';
import { lapsesAt } from './proposals.ts';
import type { ProposalView } from './schemas.ts';

export function proposalView(proposal: Proposal, actor: Actor): ProposalView {
  const may = (event: CaProposalEvent) => next(CA_PROPOSAL, proposal.state, event, actor.kind).ok;
  return {
    id: proposal.id,
    version: proposal.version,
    authority: proposal.authority,
    generation: proposal.generation,
    event: proposal.event,
    certificate: certificateView(proposal.certificate),
    serial: proposal.serial,
    reason: proposal.reason,
    state: proposal.state,
    refusal: proposal.refusal,
    proposedBy: proposal.proposedByName,
    proposedAt: proposal.proposedAt.toISOString(),
    confirmedBy: proposal.confirmedByName,
    confirmedAt: proposal.confirmedAt?.toISOString() ?? null,
    endedAt: proposal.endedAt?.toISOString() ?? null,
    lapsesAt: lapsesAt(proposal).toISOString(),
    mayConfirm: may('confirm') && proposal.proposedBy !== actor.id,
    mayWithdraw: may('withdraw'),
    mayResume: may('resume'),
  };
}

function certificateView(certificate: Proposal['certificate']): ProposalView['certificate'] {
  if (!certificate) return null;
  const { name, publicKey, keySpec, subject, requestedSubject, days, renews } = certificate;
  const keyFingerprint = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex');
  return { kind: name.kind, keySpec, keyFingerprint, subject, requestedSubject, days, renews };
}
