import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { drawPortrait, portraitJpeg } from '@mibun/portraits';
import { isIndividualNumber, makeApplicationId, plainDate, residentCodeCheckDigit } from '@mibun/rules';
import { enrolDevice, SECOND_OPERATOR, testKiosk } from '../../../testing/devices.ts';
import { newResident, TOWNS } from '../../../testing/people.ts';
import { openWorld, type World } from '../../../testing/world.ts';
import type { DeviceClient } from '../../authority/devices/index.ts';
import { openHttp, signedRequestsOn } from '../../platform/index.ts';

const [CITY, TOWN] = TOWNS;
const codeOf = (n: number) => {
  const base = String(1_234_000_000 + n);
  return `${base}${residentCodeCheckDigit(base)}`;
};
const baby = (n: number, change: Record<string, string> = {}) => ({
  residentCode: codeOf(n),
  municipality: CITY.code,
  household: '12',
  relation: 'child',
  name: '見本　新',
  birthDate: '2026-11-02',
  sex: '1',
  postalCode: '999-0001',
  address: '見本県見本市桜台三丁目1番5号',
  nationality: 'JPN',
  residentSince: '2026-11-02',
  ...change,
});
const DIED = { event: 'died' };

describe('what a municipality’s registry enters', () => {
  let world: World;
  let city: DeviceClient;
  let town: DeviceClient;

  before(async () => {
    world = await openWorld({ towns: TOWNS, withoutAuthorities: true, silent: true });
    const enrol = (deviceId: string, code: string, operator: string) =>
      enrolDevice(
        world.app,
        world.platform,
        world.devices,
        testKiosk(deviceId, { kind: 'registry', operator, municipalities: [code] }),
      );
    city = await enrol('registry-city', CITY.code, '見本市');
    town = await enrol('registry-town', TOWN.code, '若葉市');
  });
  after(() => world.close());

  async function send(client: DeviceClient, path: string, content: object, sent = content) {
    const body = JSON.stringify(content);
    const created = world.platform.clock.now();
    const response = await world.app.inject({
      method: 'POST',
      url: path,
      body: JSON.stringify(sent),
      headers: { 'content-type': 'application/json', ...client.sign('POST', path, { body, created }) },
    });
    return response.json<{ code?: string; title?: string; status?: string | number; version?: number }>();
  }
  const enter = (client: DeviceClient, resident: object) =>
    send(client, '/api/registry/residents', { resident, document: '出生届' });
  const event = (n: number, version: number, change: object) => ({
    ...{ residentCode: codeOf(n), version, change },
    document: '届書 令和8年第7号',
  });
  const report = (client: DeviceClient, n: number, version: number, change: object) =>
    send(client, '/api/registry/events', event(n, version, change));
  const add = (n: number, more = {}) =>
    world.inTransaction((tx) =>
      world.residents.add(tx, [newResident(n, { residentCode: codeOf(n), ...more })]),
    );
  const resident = (personId: string) =>
    world.query((tx) =>
      world.residents.read(tx, personId, { actor: SECOND_OPERATOR.actor, purpose: 'administration' }),
    );
  const trail = (subject: string) =>
    world.query((tx) => world.platform.audit.list(tx, { subject, limit: 100 }));

  test('NUM-09 a birth is entered with a number of its own, and the same again is known', async () => {
    assert.deepEqual(await enter(city, baby(1)), { status: 'added', version: 1 });
    assert.deepEqual(await enter(city, baby(1)), { status: 'known', version: 1 });
    const otherwise = await enter(city, baby(1, { name: '見本　改' }));
    assert.equal(otherwise.code, 'RESIDENT_KNOWN_OTHERWISE');
    const [personId = ''] = await world.query((tx) => world.residents.living(tx, CITY.code, { limit: 1 }));
    const [entry] = (await trail(personId)).filter(({ action }) => action === 'residents.register');
    assert.deepEqual([entry?.actor.kind, entry?.actor.name, entry?.reason], ['registry', '見本市', '出生届']);
  });

  test('what cannot stand in the registry is refused field by field, entered or reported', async () => {
    const refused = await enter(city, baby(2, { address: '', sex: '3' }));
    assert.equal(refused.code, 'RESIDENT_DATA_UNFIT');
    await add(3);
    for (const attributes of [{ name: '' }, { name: 'a\u202eb' }, { birthDate: '2099-01-01' }]) {
      const { code } = await report(city, 3, 1, { event: 'attributes-changed', attributes });
      assert.equal(code, 'RESIDENT_DATA_UNFIT', JSON.stringify(attributes));
    }
    const wrongCode = { event: 'resident-code-changed', residentCode: '12345678901' };
    assert.equal((await report(city, 3, 1, wrongCode)).code, 'RESIDENT_DATA_UNFIT');
    const nothing = { event: 'attributes-changed', attributes: {} };
    assert.equal((await report(city, 3, 1, nothing)).code, 'INPUT_INVALID');
    assert.equal((await resident('person-3')).version, 1);
  });

  test('§10.1 a death ends the application in the same transaction, and the trail names the paper', async () => {
    await add(4);
    const applicationId = makeApplicationId('4'.repeat(21));
    const photo = await portraitJpeg(drawPortrait({ seed: 'p4', age: 30, sex: '2' }));
    await world.inTransaction(async (tx) => {
      await world.applications.registerForms(tx, [{ applicationId, personId: 'person-4', cause: 'first' }]);
      await world.applications.applyAtDesk(
        tx,
        { applicationId, photo, wantsSignature: true, wantsAuthentication: true },
        {
          actor: { kind: 'clerk', id: 'p-desk', name: '受付', office: CITY.code },
          purpose: 'application',
        },
      );
    });
    assert.deepEqual(await report(city, 4, 1, DIED), { version: 2 });
    const [application] = await world.query((tx) => world.applications.ofPerson(tx, 'person-4'));
    assert.equal(application?.state, 'CANCELLED');
    const died = (await trail('person-4')).find(({ action }) => action === 'residents.died');
    assert.deepEqual([died?.actor.name, died?.reason], ['見本市', '届書 令和8年第7号']);
    assert.equal((await report(city, 4, 2, DIED)).code, 'STATE_FORBIDS');
  });

  test('texts are evened out as those of a file are, and what is not said stays', async () => {
    await add(5, { phone: '03-1234-5678' });
    const attributes = { name: '若葉　花子', nameKana: 'ﾜｶﾊﾞ　ﾊﾅｺ', phone: null };
    assert.deepEqual(await report(city, 5, 1, { event: 'attributes-changed', attributes }), { version: 2 });
    const { name, nameKana, nameRomaji, phone } = await resident('person-5');
    assert.deepEqual(
      [name, nameKana, nameRomaji, phone],
      ['若葉　花子', 'ワカバ　ハナコ', 'MIHON HANAKO', null],
    );
  });

  test('NUM-12 a changed number is another one from then on, and the old one is nobody’s again (NUM-13)', async () => {
    await add(15);
    const access = { actor: SECOND_OPERATOR.actor, purpose: 'administration' } as const;
    const number = () => world.inTransaction((tx) => world.platform.vault.read(tx, 'person-15', access));
    const first = await number();
    assert.deepEqual(await report(city, 15, 1, { event: 'number-changed' }), { version: 2 });
    const second = await number();
    assert.ok(isIndividualNumber(second) && second !== first);
    assert.deepEqual(await report(city, 15, 2, { event: 'number-changed' }), { version: 3 });
    assert.ok(![first, second].includes(await number()));
    const owner = await world.inTransaction((tx) => world.platform.vault.find(tx, first, access));
    assert.equal(owner, undefined);
    const bringsIt = await enter(city, baby(16, { individualNumber: first }));
    assert.equal(bringsIt.code, 'RESIDENT_NUMBER_TAKEN');
  });

  test('two reports on one version: the second is told, and nothing of the first is lost', async () => {
    await add(6);
    const address = (text: string) => ({ event: 'attributes-changed', attributes: { address: text } });
    assert.deepEqual(await report(city, 6, 1, address('見本県見本市東町1番')), { version: 2 });
    const late = await report(city, 6, 1, address('見本県見本市西町1番'));
    assert.equal(late.code, 'RESIDENT_VERSION');
    assert.match(late.title ?? '', /2/);
    assert.equal((await resident('person-6')).address, '見本県見本市東町1番');
  });

  test('another municipality’s people and nobody are refused alike, and the try is on record', async () => {
    await add(7);
    const foreign = await report(town, 7, 1, DIED);
    const nobody = await report(town, 999, 1, DIED);
    assert.equal(foreign.code, 'RESIDENT_NOT_OF_REGISTRY');
    assert.deepEqual(foreign, nobody);
    assert.equal((await enter(town, baby(8))).code, 'RESIDENT_NOT_OF_REGISTRY');
    assert.equal((await resident('person-7')).status, 'resident');
    const tried = (await trail('person-7')).find(({ action }) => action === 'access.refused');
    assert.deepEqual([tried?.actor.id, tried?.detail?.code], ['registry:registry-town', 'other-office']);
  });

  test('a move is the former registry’s word first, then the new one’s', async () => {
    await add(9);
    const movedIn = {
      ...{ event: 'moved-in', municipality: TOWN.code, postalCode: '999-0002' },
      ...{ household: '7', relation: 'spouse' },
      ...{ address: '見本県若葉市緑町2番', movedOn: '2026-11-20' },
    };
    assert.equal((await report(town, 9, 1, movedIn)).code, 'RESIDENT_NOT_OF_REGISTRY');
    assert.equal((await report(city, 9, 1, movedIn)).code, 'RESIDENT_NOT_OF_REGISTRY');
    const movedOut = { event: 'moved-out', announcedDate: '2026-11-20' };
    assert.deepEqual(await report(city, 9, 1, movedOut), { version: 2 });
    assert.deepEqual(await report(town, 9, 2, movedIn), { version: 3 });
    const { householdId, municipality, relation, status } = await resident('person-9');
    assert.deepEqual([municipality, status], [TOWN.code, 'resident']);
    assert.deepEqual([householdId, relation], [`h-${TOWN.code}-7`, 'spouse'], 'whom they live with there');
    // Who leaves a household at the same address is no kin of it any more.
    const alone = { event: 'attributes-changed', attributes: { household: '8', relation: 'head' } };
    assert.deepEqual(await report(town, 9, 3, alone), { version: 4 });
    assert.equal((await resident('person-9')).householdId, `h-${TOWN.code}-8`);
    assert.equal((await report(city, 9, 4, DIED)).code, 'RESIDENT_NOT_OF_REGISTRY');
  });

  test('only an enrolled registry in force reports: nothing unsigned, altered, a kiosk’s or withdrawn', async () => {
    await add(10);
    const path = '/api/registry/events';
    const unsigned = await world.app.inject({ method: 'POST', url: path, payload: event(10, 1, DIED) });
    assert.equal(unsigned.json<{ code: string }>().code, 'DEVICE_UNSIGNED');
    const altered = await send(city, path, event(11, 1, DIED), event(10, 1, DIED));
    assert.equal(altered.code, 'DEVICE_SIGNATURE_WRONG');
    const enrol = (device: Parameters<typeof enrolDevice>[3]) =>
      enrolDevice(world.app, world.platform, world.devices, device);
    const kiosk = await enrol(testKiosk('kiosk-1', { municipalities: [CITY.code] }));
    assert.equal((await report(kiosk, 10, 1, DIED)).code, 'DEVICE_NOT_IN_FORCE');
    const old = await enrol(testKiosk('registry-old', { kind: 'registry', municipalities: [CITY.code] }));
    await world.inTransaction((tx) => world.devices.withdraw(tx, 'registry-old', SECOND_OPERATOR));
    assert.equal((await report(old, 10, 1, DIED)).code, 'DEVICE_NOT_IN_FORCE');
    await assert.rejects(enrol(testKiosk('registry-all', { kind: 'registry', municipalities: null })), {
      code: 'DEVICE_MUNICIPALITY_NEEDED',
    });
    assert.equal((await resident('person-10')).status, 'resident');
  });

  test('a process that serves these calls alone takes the digests of their bodies itself', async () => {
    await add(14);
    const app = await openHttp(world.platform);
    world.modules.residents.routes(app);
    await app.ready();
    const path = '/api/registry/events';
    const post = async (signed: object, sent: object) => {
      const body = JSON.stringify(signed);
      const created = world.platform.clock.now();
      const headers = { 'content-type': 'application/json', ...city.sign('POST', path, { body, created }) };
      const response = await app.inject({ method: 'POST', url: path, headers, body: JSON.stringify(sent) });
      return response.json<{ code?: string; version?: number }>();
    };
    const mine = event(14, 1, { event: 'departed' });
    assert.equal((await post(mine, event(14, 1, DIED))).code, 'DEVICE_SIGNATURE_WRONG');
    assert.deepEqual(await post(mine, mine), { version: 2 });
    await app.close();
  });

  test('a body that nobody has taken the digest of is not signed, though the signature leaves it out', async () => {
    const app = await openHttp(world.platform);
    const signatures = signedRequestsOn(world.platform, 'mibun-device');
    app.route({
      method: 'POST',
      url: '/anything',
      config: { access: 'public', unbounded: 'a test' },
      handler: ({ raw }) => signatures.check(raw, async () => city.publicKey),
    });
    await app.ready();
    const headers = city.sign('POST', '/anything', { created: world.platform.clock.now() });
    const bare = await app.inject({ method: 'POST', url: '/anything', headers });
    assert.equal(bare.json<{ ok: boolean }>().ok, true);
    const again = city.sign('POST', '/anything', { created: world.platform.clock.now() });
    const laden = await app.inject({ method: 'POST', url: '/anything', headers: again, payload: { x: 1 } });
    assert.deepEqual(laden.json(), { ok: false, fault: 'not-covered' });
    await app.close();
  });

  test('a birth without its day is known in part, and a person of before today has no day in the future', async () => {
    assert.equal((await enter(city, baby(12, { birthDate: '2026' }))).code, undefined);
    const later = {
      event: 'moved-in',
      municipality: CITY.code,
      postalCode: '999-0001',
      household: '1',
      relation: 'head',
    };
    await add(13, { birthDate: plainDate('1980-01-01') });
    const { code } = await report(city, 13, 1, {
      ...later,
      address: '見本県見本市南町',
      movedOn: '2099-01-01',
    });
    assert.equal(code, 'INPUT_INVALID');
  });
});
