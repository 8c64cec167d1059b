import { contract, proposalSeen, staffAt } from '../../platform/index.ts';
import {
  doneAnswer,
  proposalAct,
  proposalParams,
  proposalRequest,
  stopRequest,
  verifierParams,
  verifierProposal,
  verifiersAnswer,
} from './schemas.ts';

/** A verifier belongs to no municipality and is nobody's kin; the two persons of an accreditation are in `manage.ts`. */
const OPERATORS = staffAt('ca', 'manage-certificates', 'do', 'national');

export const verifiersContract = contract('verifiers', {
  'GET /api/verifiers': {
    who: staffAt('ca', 'manage-certificates', 'look', 'national'),
    summary: 'Accredited verifiers, what they have asked today, and what waits for a second person',
    answer: verifiersAnswer,
  },
  'POST /api/verifiers/proposals': {
    who: OPERATORS,
    summary: 'Propose an accreditation, a change of it, or the end of a suspension',
    body: proposalRequest,
    answer: verifierProposal,
  },
  'POST /api/verifiers/:id/stop': {
    who: OPERATORS,
    summary: 'Suspend a verifier or end its accreditation, at once',
    params: verifierParams,
    body: stopRequest,
    answer: doneAnswer,
  },
  'POST /api/verifiers/proposals/:id/confirm': {
    who: OPERATORS,
    summary: 'Confirm what somebody else has proposed',
    params: proposalParams,
    body: proposalSeen,
    answer: verifierProposal,
  },
  'POST /api/verifiers/proposals/:id/reject': {
    who: OPERATORS,
    summary: 'Turn a proposal down, or take it back',
    params: proposalParams,
    body: proposalAct,
    answer: verifierProposal,
  },
});
