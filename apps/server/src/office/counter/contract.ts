import { contract, staffAt } from '../../platform/index.ts';
import {
  arrivalsAnswer,
  cardParams,
  lossAnswer,
  lossRequest,
  lotParams,
  overviewAnswer,
  personAnswer,
  personParams,
  queueAnswer,
  queueQuery,
  receiveAnswer,
  receiveRequest,
  setUpAnswer,
  suspendAnswer,
  suspendRequest,
} from './schemas.ts';

/** The municipal office, but for what is done with a card in a reader: each such procedure has its own contract. */
export const counterContract = contract('counter', {
  'GET /api/office/overview': {
    who: staffAt('office', 'see-status', 'look', 'own-office'),
    summary: 'How much waits at the own office, by queue',
    answer: overviewAnswer,
  },
  'GET /api/office/arrivals': {
    who: staffAt('office', 'hand-over', 'look', 'own-office'),
    summary: 'Lots on their way to the own office',
    answer: arrivalsAnswer,
  },
  'POST /api/office/arrivals/:lotId/receive': {
    who: staffAt('office', 'hand-over', 'do', 'case'),
    summary: 'Take in a lot: the cards scanned must be those of its list, all of them',
    params: lotParams,
    body: receiveRequest,
    answer: receiveAnswer,
  },
  'POST /api/office/cards/:cardId/set-up': {
    who: staffAt('office', 'hand-over', 'do', 'case'),
    summary:
      'Begin the pre-issue set-up: the chip is read back, in a reader or by a job, and compared with the registry (PRD-02)',
    params: cardParams,
    answer: setUpAnswer,
  },
  'GET /api/office/queue': {
    who: staffAt('office', 'see-status', 'look', 'own-office'),
    summary: 'One queue of the own office, oldest first',
    query: queueQuery,
    answer: queueAnswer,
  },
  'GET /api/office/people/:personId': {
    who: staffAt('office', 'see-status', 'look', 'person'),
    summary: 'A person with applications, cards, certificates, and what may be done now',
    params: personParams,
    answer: personAnswer,
  },
  'POST /api/office/loss-reports': {
    who: staffAt('office', 'abolish-or-reissue', 'do', 'case'),
    summary: 'Abolish a lost, stolen or damaged card for good and open a form for the next one',
    body: lossRequest,
    answer: lossAnswer,
  },
  'POST /api/office/cards/:cardId/suspend': {
    who: staffAt('office', 'suspend', 'do', 'case'),
    summary: 'Suspend a card at the counter',
    params: cardParams,
    body: suspendRequest,
    answer: suspendAnswer,
  },
});
