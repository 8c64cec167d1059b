import { contract, staffAt } from '../../../platform/index.ts';
import { cancelRequest, resumeAnswer, visitOpened, visitParams } from '../visit/schemas.ts';
import { reactivationAnswer, reactivationRequest } from './schemas.ts';

const CLERKS = staffAt('office', 'lift-suspension', 'do', 'case');

export const reactivationContract = contract('counter', {
  'POST /api/office/reactivations': {
    who: CLERKS,
    summary: 'Begin the reactivation of a found card, which goes on the reader of the answer (LOS-07)',
    body: reactivationRequest,
    answer: visitOpened,
  },
  'GET /api/office/reactivations/:id': {
    who: staffAt('office', 'lift-suspension', 'look', 'case'),
    summary: 'How far a reactivation has come',
    params: visitParams,
    answer: reactivationAnswer,
  },
  'POST /api/office/reactivations/:id/resume': {
    who: CLERKS,
    summary: 'Go on with a reactivation that was broken off',
    params: visitParams,
    answer: resumeAnswer,
  },
  'POST /api/office/reactivations/:id/cancel': {
    who: staffAt('office', 'lift-suspension', ['do', 'approve'], 'case'),
    summary: 'Give a reactivation up; the card stays suspended',
    params: visitParams,
    body: cancelRequest,
    answer: reactivationAnswer,
  },
});
