import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  enrolDevice,
  FIRST_OPERATOR,
  presentKey,
  SECOND_OPERATOR,
  testKiosk,
} from '../../../testing/devices.ts';
import { type KioskBench, nextNoon, openKioskBench, shakyJobs } from '../../../testing/kiosk.ts';
import { answer, type HeldCard, TOWN } from '../../../testing/login.ts';
import { DeviceClient } from '../../authority/devices/index.ts';
import type { StartAnswer } from './schemas.ts';

const SESSIONS = '/api/kiosk/sessions';
const current = (verb: string) => `${SESSIONS}/current/${verb}`;
const CALLS = [
  ['POST', SESSIONS],
  ['GET', current('state')],
  ['GET', current('print')],
  ...['authenticate', 'select', 'pay', 'issue', 'extend', 'cancel', 'complete'].map(
    (verb) => ['POST', current(verb)] as const,
  ),
] as const;
/** Bodies that pass the schema: what is refused is refused for who asks. */
const BODIES: Readonly<Record<string, object>> = {
  [current('authenticate')]: {
    challengeId: 'x'.repeat(30),
    language: 'en',
    certificate: 'AAAA',
    signature: 'AAAA',
  },
  [current('select')]: {
    document: 'resident-record',
    options: { domicile: false, relation: false },
    copies: 1,
  },
  [current('pay')]: { amount: 600 },
};

describe('only enrolled kiosks are believed (KSK-06)', () => {
  let bench: KioskBench;
  let hanako: HeldCard;

  const now = () => bench.platform.clock.now();
  const inTx = <T>(work: Parameters<typeof bench.platform.database.transaction<T>>[0]) =>
    bench.platform.database.transaction(work);
  const enrol = (deviceId: string, more = {}) =>
    enrolDevice(bench.app, bench.platform, bench.devices, testKiosk(deviceId, more));
  /** One call as it goes over the wire. */
  async function send(
    method: 'GET' | 'POST',
    url: string,
    headers: Readonly<Record<string, string>>,
    body?: string,
  ) {
    const response = await bench.app.inject({
      method,
      url,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body }),
    });
    return { status: response.statusCode, code: response.json<{ code?: string }>().code, response };
  }
  const bodyOf = (url: string) => (BODIES[url] ? JSON.stringify(BODIES[url]) : undefined);
  const signedBy = (
    device: DeviceClient,
    method: string,
    url: string,
    more: Parameters<DeviceClient['sign']>[2] = {},
  ) => device.sign(method, url, { created: now(), ...more });

  before(async () => {
    bench = await openKioskBench();
    bench.platform.clock.set(nextNoon(bench.platform.clock.now()));
    await bench.addResident('person-hanako');
    hanako = await bench.makeCard('person-hanako');
  });
  after(() => bench.close());

  test('a web client with a card and no device gets nothing: every call without a signature is refused', async () => {
    const { started } = await bench.atKiosk();
    for (const [method, url] of CALLS) {
      const headers = { authorization: `Bearer ${started.token}` };
      assert.deepEqual((await send(method, url, headers, bodyOf(url))).code, 'DEVICE_UNSIGNED', url);
    }
  });

  test('a key that nobody enrolled, or not yet, or not any more, opens no call', async () => {
    const stranger = new DeviceClient(bench.platform.config.origins.server);
    const keyed = new DeviceClient(bench.platform.config.origins.server);
    const { code } = await inTx((tx) => bench.devices.register(tx, testKiosk('KEYED-1'), FIRST_OPERATOR));
    await presentKey(bench.app, bench.platform, keyed, code);
    const stolen = await enrol('STOLEN-1');
    const atStolen = await bench.atKiosk(bench.app, stolen);
    await atStolen.goTo('PAID', hanako.authentication);
    await inTx((tx) => bench.devices.withdraw(tx, 'STOLEN-1', FIRST_OPERATOR));
    const expected = [
      [stranger, 'DEVICE_SIGNATURE_WRONG'],
      [keyed, 'DEVICE_NOT_IN_FORCE'],
      [stolen, 'DEVICE_NOT_IN_FORCE'],
    ] as const;
    for (const [device, code] of expected) {
      for (const [method, url] of CALLS) {
        const body = bodyOf(url);
        const more = { token: atStolen.started.token, ...(body && { body }) };
        const headers = signedBy(device, method, url, more);
        assert.equal((await send(method, url, headers, body)).code, code, `${code} ${url}`);
      }
    }
    // The money of the person who stood there goes back when the time is over.
    bench.platform.clock.advance(600_000);
    await bench.kiosk.timeOutDue();
  });

  test('a recorded request is worth nothing a second time', async () => {
    const headers = signedBy(bench.device, 'POST', SESSIONS);
    assert.equal((await send('POST', SESSIONS, headers)).status, 200);
    assert.equal((await send('POST', SESSIONS, headers)).code, 'DEVICE_REPLAYED');
  });

  test('a clock that is wrong by minutes, either way, is refused and named', async () => {
    for (const minutes of [-2, 2]) {
      const created = new Date(now().getTime() + minutes * 60_000);
      const headers = signedBy(bench.device, 'POST', SESSIONS, { created });
      assert.equal((await send('POST', SESSIONS, headers)).code, 'DEVICE_CLOCK_WRONG');
    }
  });

  test('a signature over another amount, session or address is none over this one', async () => {
    const kiosk = await bench.atKiosk();
    const { token } = kiosk.started;
    const body = JSON.stringify({ amount: 600 });
    const other = JSON.stringify({ amount: 300 });
    const url = current('pay');
    const good = signedBy(bench.device, 'POST', url, { body, token });
    const cases: readonly [string, Readonly<Record<string, string>>, string][] = [
      ['another body', good, other],
      [
        'no session signed',
        { ...signedBy(bench.device, 'POST', url, { body }), authorization: `Bearer ${token}` },
        body,
      ],
      ['another session', { ...good, authorization: `Bearer ${'x'.repeat(43)}` }, body],
      ['another path', signedBy(bench.device, 'POST', current('select'), { body, token }), body],
      ['another method', signedBy(bench.device, 'GET', url, { body, token }), body],
    ];
    for (const [what, headers, sent] of cases) {
      assert.equal((await send('POST', url, headers, sent)).code, 'DEVICE_SIGNATURE_WRONG', what);
    }
  });

  test('a session belongs to the machine that began it', async () => {
    const other = await enrol('OTHER-1');
    const { started } = await bench.atKiosk();
    for (const [method, url] of CALLS.slice(1)) {
      const body = bodyOf(url);
      const headers = signedBy(other, method, url, { token: started.token, ...(body && { body }) });
      assert.equal((await send(method, url, headers, body)).code, 'KIOSK_SESSION_OVER', url);
    }
  });

  test('the card signs at which machine and place it is: a challenge passed on from elsewhere names elsewhere', async () => {
    const place = { ja: '見本港店', en: 'the shop at Mihon Port' };
    const far = await enrol('PORT-7', { place });
    const { started } = await bench.atKiosk(bench.app, far);
    assert.match(started.challenge.statement.en, /PORT-7.*the shop at Mihon Port/);
    assert.match(started.challenge.statement.ja, /見本港店.*PORT-7/);
    // A card that was shown another place than that of the session signs another message.
    const kiosk = await bench.atKiosk(bench.app, far);
    const { challenge } = kiosk.started;
    const en = challenge.statement.en.replace('the shop at Mihon Port', 'Mihon Town Hall');
    const shownElsewhere = { ...challenge, statement: { ...challenge.statement, en, ja: en } };
    const refused = await kiosk.post('authenticate', answer(shownElsewhere, hanako.authentication));
    assert.equal(refused.code, 'LOGIN_SIGNATURE_WRONG');
  });

  test('a device that does not serve the municipality of the holder says so and ends the request', async () => {
    const elsewhere = await enrol('ELSEWHERE-1', { municipalities: ['99999'] });
    const kiosk = await bench.atKiosk(bench.app, elsewhere);
    const refused = await kiosk.authenticate(hanako.authentication);
    assert.equal(refused.code, 'KIOSK_NOT_OFFERED_HERE');
    assert.equal((await kiosk.state()).state, 'CANCELLED');
    const here = await enrol('HERE-1', { municipalities: [TOWN.code] });
    const kioskHere = await bench.atKiosk(bench.app, here);
    assert.equal((await kioskHere.authenticate(hanako.authentication)).status, 200);
  });

  test('enrolment takes two operators and the key itself: code once, within the hour, thumbprint compared', async () => {
    const api = bench.devices;
    const client = new DeviceClient(bench.platform.config.origins.server);
    const register = (deviceId: string) =>
      inTx((tx) => api.register(tx, testKiosk(deviceId), FIRST_OPERATOR));
    const { code } = await register('NEW-1');
    await assert.rejects(register('NEW-1'), { code: 'DEVICE_KNOWN' });

    const wrong = await presentKey(bench.app, bench.platform, client, 'x'.repeat(43));
    assert.equal(wrong.json().code, 'DEVICE_CODE_WRONG');
    // Somebody else's key in the body, signed with one's own.
    const body = JSON.stringify({ code, publicKey: bench.device.publicKey });
    const headers = signedBy(client, 'POST', '/api/devices/key', { body });
    assert.equal((await send('POST', '/api/devices/key', headers, body)).code, 'DEVICE_SIGNATURE_WRONG');
    assert.equal((await presentKey(bench.app, bench.platform, client, code)).statusCode, 200);
    const again = await presentKey(bench.app, bench.platform, client, code);
    assert.equal(again.json().code, 'DEVICE_CODE_WRONG');

    const confirm = (keyId: string, act = SECOND_OPERATOR) =>
      inTx((tx) => api.confirm(tx, 'NEW-1', keyId, act));
    await assert.rejects(confirm(client.keyId, FIRST_OPERATOR), { code: 'DEVICE_SAME_PERSON' });
    await assert.rejects(confirm(bench.device.keyId), { code: 'DEVICE_KEY_DIFFERS' });
    await confirm(client.keyId);

    const late = await register('LATE-1');
    bench.platform.clock.advance(61 * 60_000);
    const tooLate = await presentKey(
      bench.app,
      bench.platform,
      new DeviceClient(bench.platform.config.origins.server),
      late.code,
    );
    assert.equal(tooLate.json().code, 'DEVICE_CODE_WRONG');
    // One key is one device.
    const second = await register('SECOND-1');
    const taken = await presentKey(bench.app, bench.platform, client, second.code);
    assert.equal(taken.json().code, 'DEVICE_KEY_TAKEN');
    const session = await send('POST', SESSIONS, signedBy(client, 'POST', SESSIONS));
    assert.equal(session.response.json<StartAnswer>().place.en, 'the shop at Mihon Station');
  });

  test('production demands the same signature: there is no setting that turns it off', async () => {
    const production = await bench.another({
      ...bench.platform,
      jobs: shakyJobs(() => ({ delay: 0, twice: false })),
      config: { ...bench.platform.config, mode: 'production' },
    });
    const response = await production.http.inject({ method: 'POST', url: SESSIONS });
    assert.equal(response.json().code, 'DEVICE_UNSIGNED');
  });
});
