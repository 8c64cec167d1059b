import { contract } from '@mibun/server/addition';
import { personasAnswer, portraitParams } from './schemas.ts';

export const personasContract = contract('demo', {
  'GET /api/demo/personas': {
    who: 'demo',
    perMinute: 1_200,
    summary: 'The people whom the guided tour calls by name',
    answer: personasAnswer,
  },
  'GET /api/demo/portrait/:file': {
    who: 'demo',
    perMinute: 1_200,
    cache: 'public',
    summary: 'The photo (JPEG) that a person of the cast would send with an application',
    params: portraitParams,
  },
});
