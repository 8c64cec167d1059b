import assert from 'node:assert/strict';
import { kioskOpen } from '@mibun/rules';
import { DeviceClient } from '@mibun/server';
import { Person } from '../person.ts';
import type { Blank } from '../plastic.ts';
import { CHINATSU, type Life, until } from './world.ts';

/** A machine in a shop: registered by one operator, its key confirmed by another (KSK-06). */
export async function enrolKiosk(life: Life): Promise<DeviceClient> {
  const { origin } = life.installation.room;
  const [registering, confirming] = [
    await life.staff('screener', 'card-operator'),
    await life.staff('maker', 'card-operator'),
  ];
  const deviceId = 'bunrei-station-1';
  const { code } = await registering.call('POST /api/devices', {
    body: {
      deviceId,
      kind: 'kiosk',
      place: { ja: '文例駅前店', en: 'Bunrei Station' },
      operator: '例国商店',
    },
  });
  const device = new DeviceClient(origin);
  const { publicKey, keyId } = device;
  await life.visitor().call('POST /api/devices/key', { body: { code, publicKey }, device });
  const confirm = { params: { id: deviceId }, body: { keyId } };
  await assert.rejects(registering.call('POST /api/devices/:id/confirm', confirm), 'one person is not two');
  await confirming.call('POST /api/devices/:id/confirm', confirm);
  return device;
}

/**
 * She puts her card on the machine, gives the PIN, pays, and has her record on paper, once; outside the hours of kiosks the
 * machine says so (KSK-01). Gives the paper.
 */
export async function printAtKiosk(
  life: Life,
  device: DeviceClient,
  card: Blank,
): Promise<Uint8Array | undefined> {
  const { origin } = life.installation.room;
  const kiosk = new Person(origin);
  if (!kioskOpen(new Date(), 'general')) {
    await assert.rejects(kiosk.call('POST /api/kiosk/sessions', { device }), { code: 'KIOSK_CLOSED' });
    return undefined;
  }
  const { token, challenge } = await kiosk.call('POST /api/kiosk/sessions', { device });
  const own = { token, device };
  const { challengeId, nonce, statement } = challenge;
  const asked = {
    kind: 'authenticate',
    origin,
    cardSerial: card.serial,
    nonce,
    statement: statement.ja,
  } as const;
  const proof = await life.counter.with(card, () =>
    life.counter.perform<{ readonly certificate: string; readonly signature: string }>(
      asked,
      CHINATSU.secrets,
    ),
  );
  const { holder } = await kiosk.call('POST /api/kiosk/sessions/current/authenticate', {
    body: { challengeId, language: 'ja', ...proof },
    ...own,
  });
  assert.equal(holder.name, CHINATSU.name);
  const { fee } = await kiosk.call('POST /api/kiosk/sessions/current/select', {
    body: { document: 'resident-record', options: { domicile: false, relation: true }, copies: 1 },
    ...own,
  });
  await kiosk.call('POST /api/kiosk/sessions/current/pay', { body: { amount: fee ?? 0 }, ...own });
  await kiosk.call('POST /api/kiosk/sessions/current/issue', own);
  await until('her paper', async () => {
    const { state, failure } = await kiosk.call('GET /api/kiosk/sessions/current/state', own);
    assert.equal(failure, null);
    return state === 'VERIFIED' || undefined;
  });
  const paper = await kiosk.bytes('GET /api/kiosk/sessions/current/print', own);
  await assert.rejects(kiosk.bytes('GET /api/kiosk/sessions/current/print', own), 'it is printed once');
  return paper;
}
