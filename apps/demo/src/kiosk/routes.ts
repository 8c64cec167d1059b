import type { Devices } from '@mibun/server/addition';
import { type Act, type Http, type Platform, systemActor } from '@mibun/server/addition';
import { z } from 'zod';
import { demoKioskAnswer, demoKioskParams, demoKioskRequest } from './schemas.ts';

const tags = ['demo'];
/** The demo's two operators of the hub: the rule of two persons holds here as everywhere. */
const actOf = (part: string): Act => ({ actor: systemActor(part), purpose: 'administration' });
const REGISTRAR = actOf('demo-hub-registrar');
const CONFIRMER = actOf('demo-hub-confirmer');

/**
 * A shop's kiosk for whoever opens its page in the demo: registered and confirmed without waiting for two people. The key
 * is the page's own, and what it then signs is checked as that of any kiosk.
 */
export function demoKioskRoutes(app: Http, platform: Platform, devices: Devices): void {
  const { database, random } = platform;

  app.route({
    method: 'POST',
    url: '/api/demo/kiosks',
    config: { access: 'demo', rateLimit: { max: 30, timeWindow: '1 minute' } },
    schema: {
      tags,
      summary: 'Registers a kiosk in the demo’s shop; the code is for its key',
      response: { 200: demoKioskAnswer },
    },
    handler: () =>
      database.transaction(async (tx) => {
        const deviceId = random.id('DEMO').slice(0, 13);
        const { code } = await devices.register(
          tx,
          {
            deviceId,
            kind: 'kiosk',
            place: { ja: '見本駅前店', en: 'the shop at Mihon Station' },
            operator: '見本ストア株式会社（架空）',
            municipalities: null,
          },
          REGISTRAR,
        );
        return { deviceId, code };
      }),
  });

  app.route({
    method: 'POST',
    url: '/api/demo/kiosks/:id/confirm',
    config: { access: 'demo', rateLimit: { max: 30, timeWindow: '1 minute' } },
    schema: {
      tags,
      summary: 'The second operator of the demo confirms the kiosk’s key',
      params: demoKioskParams,
      body: demoKioskRequest,
      response: { 200: z.object({ done: z.literal(true) }) },
    },
    handler: async ({ params, body }) => {
      await database.transaction((tx) => devices.confirm(tx, params.id, body.keyId, CONFIRMER));
      return { done: true as const };
    },
  });
}
