import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { enrolDevice, testKiosk } from '../testing/devices.ts';
import { TOWNS } from '../testing/people.ts';
import { clientKey, maker, registrationOf, signed } from '../testing/verifiers.ts';
import { openWorld, type World } from '../testing/world.ts';
import { openHttp } from './platform/index.ts';

/*
 * Roles may be served by processes of their own (MIBUN_ROLES): whoever serves a signed call then serves none of the module
 * that knows the keys. What is signed is the body all the same.
 */
describe('a process that serves signed calls alone', () => {
  let world: World;
  before(async () => {
    world = await openWorld({ towns: TOWNS, withoutAuthorities: true });
  });
  after(() => world.close());

  type Signs = (method: 'POST', url: string, body: Buffer) => Readonly<Record<string, string>>;

  /** What it answers to a call as it was signed, and to one whose body is another. */
  async function codes(
    module: 'kiosk' | 'linking',
    url: string,
    sign: Signs,
    bodies: readonly [object, object],
  ) {
    const app = await openHttp(world.platform);
    world.modules[module].routes(app);
    await app.ready();
    const [mine, other] = bodies.map((body) => Buffer.from(JSON.stringify(body)));
    assert.ok(mine && other);
    const found: string[] = [];
    for (const sent of [mine, other]) {
      const headers = { 'content-type': 'application/json', ...sign('POST', url, mine) };
      const response = await app.inject({ method: 'POST', url, headers, payload: sent });
      found.push(response.json<{ code: string }>().code);
    }
    await app.close();
    return found;
  }

  test('KSK-06 a kiosk’s', async () => {
    const kiosk = await enrolDevice(world.app, world.platform, world.devices, testKiosk('TEST-1'));
    const token = 'x'.repeat(43);
    const sign: Signs = (method, url, body) =>
      kiosk.sign(method, url, { body, token, created: world.platform.clock.now() });
    const pays = [{ amount: 600 }, { amount: 300 }] as const;
    assert.deepEqual(await codes('kiosk', '/api/kiosk/sessions/current/pay', sign, pays), [
      'KIOSK_SESSION_OVER',
      'DEVICE_SIGNATURE_WRONG',
    ]);
  });

  test('VAR-05 a verifier’s', async () => {
    const key = clientKey();
    await world.inTransaction((tx) => world.verifiers.accredit(tx, registrationOf(key), maker));
    const sign: Signs = (method, url, body) => signed(world.platform, key, { method, url, body });
    const asks = (serviceId: string) => ({ serviceId, certificate: 'AAAA' });
    const [mine, other] = await codes('linking', '/api/verifier/link', sign, [
      asks('nobody-s'),
      asks('shop'),
    ]);
    assert.notEqual(mine, 'VERIFIER_UNKNOWN');
    assert.equal(other, 'VERIFIER_UNKNOWN');
  });
});
