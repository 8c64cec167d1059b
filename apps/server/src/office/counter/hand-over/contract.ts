import { contract, staffAt } from '../../../platform/index.ts';
import { versionRequest } from '../common-schemas.ts';
import { cancelRequest, resumeAnswer, visitOpened, visitParams } from '../visit/schemas.ts';
import { handoverAnswer, handoverRequest } from './schemas.ts';

const CLERKS = staffAt('office', 'hand-over', 'do', 'case');

export const handoverContract = contract('counter', {
  'POST /api/office/handovers': {
    who: CLERKS,
    summary: 'Open a hand-over: identity is established, then the card goes on the reader of the answer',
    body: handoverRequest,
    answer: visitOpened,
  },
  'GET /api/office/handovers/:id': {
    who: staffAt('office', 'hand-over', 'look', 'case'),
    summary: 'How far a hand-over has come, and what to do next',
    params: visitParams,
    answer: handoverAnswer,
  },
  'POST /api/office/handovers/:id/resume': {
    who: CLERKS,
    summary: 'Go on from where the chip stands (INC-05)',
    params: visitParams,
    answer: resumeAnswer,
  },
  'POST /api/office/handovers/:id/cancel': {
    who: staffAt('office', 'hand-over', ['do', 'approve'], 'case'),
    summary: 'Give a hand-over up; refused when the chip is in operation',
    params: visitParams,
    body: cancelRequest,
    answer: handoverAnswer,
  },
  'POST /api/office/handovers/:id/complete': {
    who: CLERKS,
    summary: 'The card is given to its holder',
    params: visitParams,
    body: versionRequest,
    answer: handoverAnswer,
  },
});
