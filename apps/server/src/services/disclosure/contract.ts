import { contract, staffAt } from '../../platform/index.ts';
import { accessLogAnswer, accessLogQuery, auditAnswer, auditQuery, meAnswer } from './schemas.ts';

export const disclosureContract = contract('disclosure', {
  'GET /api/portal/me': {
    who: 'resident',
    summary: 'Who I am, my card and its certificates, and what works with it today',
    answer: meAnswer,
  },
  'GET /api/portal/access-log': {
    who: 'resident',
    summary: 'Who looked at my record or did something with my card, when and what for; newest first',
    query: accessLogQuery,
    answer: accessLogAnswer,
  },
  'GET /api/audit': {
    who: staffAt('audit', 'read-audit-trail', 'read', 'national'),
    summary: 'The audit trail, newest first; looking at it is itself on record',
    query: auditQuery,
    answer: auditAnswer,
  },
  'GET /api/portal/card/front.png': { who: 'resident', summary: 'My card: front' },
  'GET /api/portal/card/photo': { who: 'resident', summary: 'My card: photo' },
});
