import { contract } from '@mibun/server/addition';
import { letterParams, lettersAnswer, lettersQuery, mailsAnswer, mailsQuery } from './schemas.ts';

export const mailsContract = contract('demo', {
  'GET /api/demo/mailbox': {
    who: 'demo',
    perMinute: 1_200,
    summary: 'Mails caught by the embedded SMTP server, newest first',
    query: mailsQuery,
    answer: mailsAnswer,
  },
});

export const lettersContract = contract('demo', {
  'GET /api/demo/letters': {
    who: 'demo',
    perMinute: 1_200,
    summary: "The post of the demo country: letters in people's letter boxes, newest first",
    query: lettersQuery,
    answer: lettersAnswer,
  },
  'GET /api/demo/letters/:id/pdf': {
    who: 'demo',
    perMinute: 120,
    summary: 'A letter of the demo country, opened',
    params: letterParams,
  },
});
