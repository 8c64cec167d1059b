import { z } from 'zod';
import { contract, proposalSeen, staffAt } from '../../platform/index.ts';
import * as schemas from './schemas.ts';

const idParam = z.object({ id: z.string().max(60) });

// Of what only looks (`look`): the auditor sees everything and changes nothing (domain.md §9).
export const caContract = contract('ca-desk', {
  'GET /api/ca/overview': {
    who: staffAt('ca', 'manage-certificates', 'look', 'national'),
    summary: 'Generations and their keys, figures by day, CRLs, OCSP, and what needs attention',
    answer: schemas.overviewAnswer,
  },
  'POST /api/ca/revocations/preview': {
    who: staffAt('ca', 'manage-certificates', 'do', 'case'),
    summary: 'What a revocation by serial, card or person would end; changes nothing',
    body: schemas.revocationPreviewRequest,
    answer: schemas.revocationPreview,
  },
  'POST /api/ca/revocations': {
    who: staffAt('ca', 'manage-certificates', 'do', 'case'),
    summary: 'Revoke what the preview has shown, all of it or nothing',
    body: schemas.revocationRequest,
    answer: schemas.revocationAnswer,
  },
  'POST /api/ca/requests/check': {
    who: staffAt('ca', 'manage-certificates', 'do', 'national'),
    summary: 'What would be issued for a PKCS #10 request, and what stands against it',
    body: schemas.requestCheck,
    answer: schemas.requestCheckAnswer,
  },
  'POST /api/ca/requests': {
    who: staffAt('ca', 'manage-certificates', 'do', 'national'),
    summary:
      'Propose a certificate of the institution CA for a request; another CA operator has to confirm it',
    body: schemas.requestProposal,
    answer: schemas.proposalView,
  },
  'POST /api/ca/crls/renew': {
    who: staffAt('ca', 'manage-certificates', 'do', 'national'),
    summary: 'Make new CRLs of one generation at once: all shards, or one',
    body: schemas.renewCrlsRequest,
    answer: schemas.renewCrlsAnswer,
  },
  'GET /api/ca/proposals': {
    who: staffAt('ca', 'manage-certificates', 'look', 'national'),
    summary: 'Acts on CA keys, newest first',
    answer: schemas.proposalsAnswer,
  },
  'GET /api/ca/proposals/:id': {
    who: staffAt('ca', 'manage-certificates', 'look', 'national'),
    summary: 'One act on a CA key',
    params: idParam,
    answer: schemas.proposalView,
  },
  'GET /api/ca/proposals/:id/certificate': {
    who: staffAt('ca', 'manage-certificates', 'look', 'national'),
    summary: 'The certificate that came of a proposal, for whoever holds its key',
    params: idParam,
    answer: schemas.issuedAnswer,
  },
  'POST /api/ca/proposals': {
    who: staffAt('ca', 'manage-certificates', 'do', 'national'),
    summary: 'Propose a step of a rollover; another CA operator has to confirm it',
    body: schemas.proposalRequest,
    answer: schemas.proposalView,
  },
  'POST /api/ca/proposals/:id/confirm': {
    who: staffAt('ca', 'manage-certificates', 'do', 'national'),
    summary: 'Confirm a proposal of a colleague; the system carries it out',
    params: idParam,
    body: proposalSeen,
    answer: schemas.proposalView,
  },
  'POST /api/ca/proposals/:id/withdraw': {
    who: staffAt('ca', 'manage-certificates', 'do', 'national'),
    summary: 'Withdraw a proposal',
    params: idParam,
    body: schemas.proposalAct,
    answer: schemas.proposalView,
  },
  'POST /api/ca/proposals/:id/resume': {
    who: staffAt('ca', 'manage-certificates', 'do', 'national'),
    summary: 'Go on with a confirmed act that has stopped',
    params: idParam,
    body: schemas.proposalAct,
    answer: schemas.proposalView,
  },
});
