import { type Act, type Devices, type Http, type Platform, serve, systemActor } from '@mibun/server/addition';
import { demoKioskContract } from './contract.ts';

/** The demo's two operators of the hub: the rule of two persons holds here as everywhere. */
const actOf = (part: string): Act => ({ actor: systemActor(part), purpose: 'administration' });
const REGISTRAR = actOf('demo-hub-registrar');
const CONFIRMER = actOf('demo-hub-confirmer');

/**
 * A shop's kiosk for whoever opens its page in the demo: registered and confirmed without waiting for two people. The key
 * is the page's own, and what it then signs is checked as that of any kiosk.
 */
export function demoKioskRoutes(app: Http, platform: Platform, devices: Devices): void {
  const on = serve(app, demoKioskContract);
  const { database, random } = platform;

  on('POST /api/demo/kiosks', () =>
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
  );

  on('POST /api/demo/kiosks/:id/confirm', async ({ params, body }) => {
    await database.transaction((tx) => devices.confirm(tx, params.id, body.keyId, CONFIRMER));
    return { done: true as const };
  });
}
