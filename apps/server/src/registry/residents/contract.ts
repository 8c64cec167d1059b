import { contract, staffAt } from '../../platform/index.ts';
import { searchAnswer, searchRequest } from './schemas.ts';

export const residentsContract = contract('residents', {
  'POST /api/office/residents/search': {
    who: staffAt('office', 'see-status', 'look', 'cases'),
    summary:
      'Find a person of the own municipality by at least two attributes; every hit is on their access log',
    body: searchRequest,
    answer: searchAnswer,
  },
});
