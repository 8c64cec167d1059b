import { contract, proposalSeen, staffAt } from '../../../platform/index.ts';
import { cardParams, idParams, versionRequest } from '../common-schemas.ts';
import {
  cardStateAnswer,
  collectRequest,
  destructionAnswer,
  destructionRequest,
  destructionsAnswer,
  keptCardsAnswer,
} from './schemas.ts';

export const destructionContract = contract('counter', {
  'POST /api/office/cards/:cardId/collect': {
    who: staffAt('office', 'abolish-or-reissue', 'do', 'case'),
    summary: 'Take in a card that has ended',
    params: cardParams,
    body: collectRequest,
    answer: cardStateAnswer,
  },
  'GET /api/office/kept-cards': {
    who: staffAt('office', 'produce-or-destroy', 'look', 'own-office'),
    summary:
      'Cards that lie at the own office and may be destroyed: handed in, unclaimed, expired, withdrawn',
    answer: keptCardsAnswer,
  },
  'POST /api/office/cards/:cardId/destruction': {
    who: staffAt('office', 'produce-or-destroy', 'do', 'case'),
    summary: 'Propose the destruction of a card; another person has to approve',
    params: cardParams,
    body: destructionRequest,
    answer: destructionAnswer,
  },
  'GET /api/office/destructions': {
    who: staffAt('office', 'produce-or-destroy', 'look', 'own-office'),
    summary: 'Destructions that wait for the second person',
    answer: destructionsAnswer,
  },
  'POST /api/office/destructions/:id/approve': {
    who: staffAt('office', 'produce-or-destroy', 'approve', 'case'),
    summary: 'Approve as a supervisor and second person; the card is destroyed',
    params: idParams,
    body: proposalSeen,
    answer: destructionAnswer,
  },
  'POST /api/office/destructions/:id/withdraw': {
    who: staffAt('office', 'produce-or-destroy', ['do', 'approve'], 'case'),
    summary: 'Take a proposed destruction back; the card is kept',
    params: idParams,
    body: versionRequest,
    answer: destructionAnswer,
  },
});
