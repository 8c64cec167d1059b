import { contract } from '@mibun/server/addition';
import { lifeAnswer } from './schemas.ts';

export const lifeContract = contract('demo', {
  'GET /api/demo/life': {
    who: 'demo',
    perMinute: 1_200,
    summary: 'Which scenes of the guided life have been lived, and which comes next',
    answer: lifeAnswer,
  },
});
