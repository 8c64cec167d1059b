import { contract } from '@mibun/server/addition';
import { demoKioskAnswer, demoKioskConfirmed, demoKioskParams, demoKioskRequest } from './schemas.ts';

export const demoKioskContract = contract('demo', {
  'POST /api/demo/kiosks': {
    who: 'demo',
    perMinute: 30,
    summary: 'Registers a kiosk in the demo’s shop; the code is for its key',
    answer: demoKioskAnswer,
  },
  'POST /api/demo/kiosks/:id/confirm': {
    who: 'demo',
    perMinute: 30,
    summary: 'The second operator of the demo confirms the kiosk’s key',
    params: demoKioskParams,
    body: demoKioskRequest,
    answer: demoKioskConfirmed,
  },
});
