import { z } from 'zod';
import { contract, staffAt } from '../../platform/index.ts';

export const noticesContract = contract('notices', {
  'GET /api/office/letters/:id/pdf': {
    who: staffAt('office', 'see-status', 'look', 'case'),
    summary: 'A letter as PDF, for printing',
    params: z.object({ id: z.string() }),
  },
});
