import { contract, proposalSeen, staffAt } from '../../platform/index.ts';
import {
  dutiesAnswer,
  dutyDone,
  dutyParams,
  dutyProposal,
  dutyProposalParams,
  endDutyRequest,
  giveRequestOf,
  versionRequest,
} from './duty-schemas.ts';

/*
 * Who gives duties after the settlement. §9 has no row of its own for it: a duty is what the system goes by, as fees and
 * deadlines are, so it is that row's, each organisation for itself. The CA's operators alone make CA operators: those whose
 * acts on keys take two of them are not appointed by somebody else.
 */
const summaries = {
  list: 'The duties that this desk gives, and what waits for a second person',
  propose:
    'Propose a duty for a person, by all four attributes as they are registered; another person has to confirm',
  confirm: 'Confirm as the second person; the duty begins',
  withdraw: 'Take a proposed duty back',
  end: 'End a duty and every session in it, at once',
} as const;

const parts = {
  list: { summary: summaries.list, answer: dutiesAnswer },
  confirm: {
    summary: summaries.confirm,
    params: dutyProposalParams,
    body: proposalSeen,
    answer: dutyProposal,
  },
  withdraw: {
    summary: summaries.withdraw,
    params: dutyProposalParams,
    body: versionRequest,
    answer: dutyProposal,
  },
  end: { summary: summaries.end, params: dutyParams, body: endDutyRequest, answer: dutyDone },
} as const;

const propose = <const R extends readonly [string, ...string[]]>(roles: R) => ({
  summary: summaries.propose,
  body: giveRequestOf(roles),
  answer: dutyProposal,
});

export const MUNICIPAL_ROLES = ['clerk', 'supervisor'] as const;
export const NATIONAL_ROLES = ['card-operator', 'call-centre', 'auditor'] as const;
export const CA_ROLES = ['ca-operator'] as const;

const HUB = staffAt('hub', 'change-parameters', 'do', 'national');
const CA = staffAt('ca', 'manage-certificates', 'do', 'national');

export const dutiesContract = contract('login', {
  'GET /api/office/duties': {
    who: staffAt('office', 'change-parameters', ['propose', 'do'], 'own-office'),
    ...parts.list,
  },
  'POST /api/office/duties/proposals': {
    who: staffAt('office', 'change-parameters', ['propose', 'do'], 'own-office'),
    ...propose(MUNICIPAL_ROLES),
  },
  'POST /api/office/duties/proposals/:id/confirm': {
    who: staffAt('office', 'change-parameters', 'do', 'case'),
    ...parts.confirm,
  },
  'POST /api/office/duties/proposals/:id/withdraw': {
    who: staffAt('office', 'change-parameters', ['propose', 'do'], 'case'),
    ...parts.withdraw,
  },
  'POST /api/office/duties/:id/end': {
    who: staffAt('office', 'change-parameters', 'do', 'case'),
    ...parts.end,
  },
  'GET /api/hub/duties': {
    who: staffAt('hub', 'change-parameters', ['do', 'read'], 'national'),
    ...parts.list,
  },
  'POST /api/hub/duties/proposals': { who: HUB, ...propose(NATIONAL_ROLES) },
  'POST /api/hub/duties/proposals/:id/confirm': { who: HUB, ...parts.confirm },
  'POST /api/hub/duties/proposals/:id/withdraw': { who: HUB, ...parts.withdraw },
  'POST /api/hub/duties/:id/end': { who: HUB, ...parts.end },
  'GET /api/ca/duties': {
    who: staffAt('ca', 'manage-certificates', ['do', 'read'], 'national'),
    ...parts.list,
  },
  'POST /api/ca/duties/proposals': { who: CA, ...propose(CA_ROLES) },
  'POST /api/ca/duties/proposals/:id/confirm': { who: CA, ...parts.confirm },
  'POST /api/ca/duties/proposals/:id/withdraw': { who: CA, ...parts.withdraw },
  'POST /api/ca/duties/:id/end': { who: CA, ...parts.end },
});
