import { z } from 'zod';
import { contract, staffAt } from '../../platform/index.ts';
import {
  callAnswer,
  callRequest,
  callSuspendAnswer,
  callSuspendRequest,
  callsAnswer,
  callsQuery,
} from './schemas.ts';

export const callCentreContract = contract('call-centre', {
  'POST /api/call-centre/calls': {
    who: staffAt('call-centre', 'suspend', 'do', 'person'),
    summary: 'Identify a caller by what they say about the holder (LOS-03)',
    body: callRequest,
    answer: callAnswer,
  },
  'POST /api/call-centre/calls/:id/suspend': {
    who: staffAt('call-centre', 'suspend', 'do', 'case'),
    summary: 'Suspend the card of an identified caller; cannot be undone by phone',
    params: z.object({ id: z.string().max(60) }),
    body: callSuspendRequest,
    answer: callSuspendAnswer,
  },
  'GET /api/call-centre/calls': {
    who: staffAt('call-centre', 'suspend', 'look', 'own'),
    summary: 'The own calls, newest first',
    query: callsQuery,
    answer: callsAnswer,
  },
});
