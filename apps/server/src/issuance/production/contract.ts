import { z } from 'zod';
import { contract, staffAt } from '../../platform/index.ts';
import {
  batchAnswer,
  batchesAnswer,
  batchesQuery,
  charactersAnswer,
  lotsAnswer,
  overviewAnswer,
  resumeAnswer,
  shipRequest,
  startAnswer,
  substitutesRequest,
} from './schemas.ts';

const idParam = z.object({ id: z.string().max(60) });
const cardParam = z.object({ cardId: z.string().max(60) });

export const productionContract = contract('production', {
  'GET /api/production/overview': {
    who: staffAt('production', 'produce-or-destroy', 'look', 'national'),
    summary: 'What waits, what is being made, what went wrong',
    answer: overviewAnswer,
  },
  'POST /api/production/batches': {
    who: staffAt('production', 'produce-or-destroy', 'do', 'cases'),
    summary: 'Start a batch with the approved applications, express first; one job a card',
    answer: startAnswer,
  },
  'GET /api/production/batches': {
    who: staffAt('production', 'produce-or-destroy', 'look', 'national'),
    summary: 'Batches, newest first',
    query: batchesQuery,
    answer: batchesAnswer,
  },
  'GET /api/production/batches/:id': {
    who: staffAt('production', 'produce-or-destroy', 'look', 'national'),
    summary: 'A batch: its cards with steps, gates and progress',
    params: idParam,
    answer: batchAnswer,
  },
  'POST /api/production/batches/:id/resume': {
    who: staffAt('production', 'produce-or-destroy', 'do', 'case'),
    summary: 'Go on with the cards of a batch that have stopped',
    params: idParam,
    answer: resumeAnswer,
  },
  'POST /api/production/batches/:id/ship': {
    who: staffAt('production', 'produce-or-destroy', 'do', 'case'),
    summary: 'Ship a finished batch: one lot a municipality',
    params: idParam,
    body: shipRequest,
    answer: lotsAnswer,
  },
  'GET /api/production/batches/:id/lots': {
    who: staffAt('production', 'produce-or-destroy', 'look', 'national'),
    summary: 'The lot lists of a shipped batch, one a municipality',
    params: idParam,
    answer: lotsAnswer,
  },
  'GET /api/production/cards/:cardId/faces.pdf': {
    who: staffAt('production', 'produce-or-destroy', 'do', 'case'),
    summary: 'Both faces for the card printer, with the number; only before the card is shipped',
    params: cardParam,
  },
  'GET /api/production/makings/:id/characters': {
    who: staffAt('production', 'produce-or-destroy', 'look', 'case'),
    summary:
      'Characters that would not be printed as registered and wait for a decision; a look at the record',
    params: idParam,
    answer: charactersAnswer,
  },
  'POST /api/production/makings/:id/substitutes': {
    who: staffAt('production', 'produce-or-destroy', 'do', 'case'),
    summary: 'Accept what is printed for them, with a reason, and go on with the card',
    params: idParam,
    body: substitutesRequest,
    answer: resumeAnswer,
  },
  'GET /api/production/cards/:cardId/front.png': {
    who: staffAt('production', 'produce-or-destroy', 'look', 'case'),
    summary: 'The front as printed; the number is not shown',
    params: cardParam,
  },
  'GET /api/production/cards/:cardId/back.png': {
    who: staffAt('production', 'produce-or-destroy', 'look', 'case'),
    summary: 'The back as printed; the number is not shown',
    params: cardParam,
  },
});
