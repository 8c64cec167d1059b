import assert from 'node:assert/strict';
import { DeviceClient, type Devices, type NewDevice } from '../src/authority/devices/index.ts';
import type { Act, Http, Platform } from '../src/platform/index.ts';

const operator = (id: string): Act => ({
  actor: { kind: 'card-operator', id, name: `運用　${id}` },
  purpose: 'administration',
});
export const FIRST_OPERATOR = operator('person-hub-1');
export const SECOND_OPERATOR = operator('person-hub-2');

export const testKiosk = (deviceId: string, more: Partial<NewDevice> = {}): NewDevice => ({
  deviceId,
  kind: 'kiosk',
  place: { ja: '見本駅前店', en: 'the shop at Mihon Station' },
  operator: '見本ストア株式会社',
  municipalities: null,
  ...more,
});

/** Brings the key of a device, as its program would. */
export async function presentKey(http: Http, platform: Platform, client: DeviceClient, code: string) {
  const body = JSON.stringify({ code, publicKey: client.publicKey });
  const created = platform.clock.now();
  return http.inject({
    method: 'POST',
    url: '/api/devices/key',
    body,
    headers: {
      'content-type': 'application/json',
      ...client.sign('POST', '/api/devices/key', { body, created }),
    },
  });
}

/** A device in force, by two operators. */
export async function enrolDevice(
  http: Http,
  platform: Platform,
  devices: Devices,
  device: NewDevice,
): Promise<DeviceClient> {
  const client = new DeviceClient(platform.config.origins.server);
  const { code } = await platform.database.transaction((tx) => devices.register(tx, device, FIRST_OPERATOR));
  const shown = await presentKey(http, platform, client, code);
  assert.equal(shown.statusCode, 200, shown.body);
  await platform.database.transaction((tx) =>
    devices.confirm(tx, device.deviceId, client.keyId, SECOND_OPERATOR),
  );
  return client;
}
