import { z } from 'zod';
import { contract, staffAt } from '../platform/index.ts';
import { lettersAnswer } from './schemas.ts';

export const noticesContract = contract('notices', {
  'GET /api/office/letters/:id/pdf': {
    who: staffAt('office', 'see-status', 'look', 'case'),
    summary: 'A letter as PDF, for printing',
    params: z.object({ id: z.string() }),
  },
});

export const demoLettersContract = contract('demo', {
  'GET /api/demo/letters': {
    who: 'demo',
    summary: "The post of the demo country: letters in people's letter boxes, newest first",
    query: z.object({ personId: z.string().optional() }),
    answer: lettersAnswer,
  },
  'GET /api/demo/letters/:id/pdf': {
    who: 'demo',
    summary: 'A letter of the demo country, opened',
    params: z.object({ id: z.string() }),
  },
});
