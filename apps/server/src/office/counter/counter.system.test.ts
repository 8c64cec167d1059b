import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { plainDate } from '@mibun/rules';
import {
  CLERK,
  type CounterWorld,
  FAR_CLERK,
  nameOf,
  OTHER_CLERK,
  openCounterWorld,
  shippedCard,
} from '../../../testing/counter.ts';
import { applicationInQueue, openVisit, readyCard } from '../../../testing/visits.ts';
import type { Actor } from '../../platform/index.ts';
import type { LotView, OfficeQueueAnswer, PersonAnswer, SetUpAnswer } from './schemas.ts';
import { compareChip, type Expected } from './set-up/compare.ts';
import { type ChipReading, readChip } from './set-up/read-chip.ts';

let world: CounterWorld;

before(async () => {
  world = await openCounterWorld();
});
after(() => world.close());

test('PRD-01, PRD-02 a lot is received whole or not at all, set up against registry and chip, and noticed', async () => {
  const { application, card } = await shippedCard(world, 1, { email: 'one@mihon.example' });
  const { lots } = await world.call<{ lots: LotView[] }>(CLERK, 'GET', '/api/office/arrivals');
  assert.deepEqual(
    lots.map(({ count, cards }) => [count, cards[0]?.chipSerial, cards[0]?.name]),
    [[1, card.chipSerial, nameOf(1)]],
  );
  assert.deepEqual(await world.call(FAR_CLERK, 'GET', '/api/office/arrivals'), { lots: [] });
  const url = `/api/office/arrivals/${lots[0]?.lotId}/receive`;
  const receive = (actor: Actor, ...chipSerials: string[]) => world.call(actor, 'POST', url, { chipSerials });
  const foreign = '900000000000017';
  for (const wrong of [[], [foreign], [card.chipSerial, foreign], [card.chipSerial, card.chipSerial]]) {
    await assert.rejects(receive(CLERK, ...wrong), { code: 'LOT_SERIALS_DIFFER' });
  }
  await assert.rejects(receive(FAR_CLERK, card.chipSerial), { code: 'NOT_FOUND' });
  assert.equal((await world.cardOf(card.cardId)).state, 'PRODUCED');
  const setUp = `/api/office/cards/${card.cardId}/set-up`;
  await assert.rejects(world.call(CLERK, 'POST', setUp), { code: 'SET_UP_NOT_POSSIBLE' });

  await receive(CLERK, card.chipSerial);
  await world.platform.jobs.settled();
  assert.equal(world.tray.placeOf(card.chipSerial), 'office:99101');
  assert.equal((await world.applicationOf(application.id)).state, 'AT_MUNICIPALITY');
  await assert.rejects(receive(CLERK, card.chipSerial), { code: 'PRODUCTION_LOT_RECEIVED' });

  const queued = await world.call<SetUpAnswer>(CLERK, 'POST', setUp);
  assert.equal(queued.setUp.state, 'queued');
  await world.call<SetUpAnswer>(OTHER_CLERK, 'POST', setUp);
  await world.platform.jobs.settled();
  assert.equal((await world.applicationOf(application.id)).state, 'READY');
  const { items } = await world.call<OfficeQueueAnswer>(CLERK, 'GET', '/api/office/queue?list=ready');
  const [item] = items;
  // NTC-03: three months from the notice.
  assert.deepEqual([item?.setUp.state, item?.deadline, item?.overdue], ['done', '2027-02-22', false]);
  const letters = await world.query((tx) => world.notices.letters(tx, { caseId: application.id }));
  assert.deepEqual(
    letters.map(({ kind, id }) => [kind, id]),
    [['issue-notice', item?.letterId]],
  );
  assert.ok(world.platform.sent.some(({ to, text }) => to === 'one@mihon.example' && /2027/.test(text)));
});

test('PRD-02 set-up finds each thing in which a chip differs, and a card that is found again is set up after all', async () => {
  const { application, card } = await readyCard(world, 8);
  const other = await applicationInQueue(world, 1);
  const connection = world.tray.insert(card.chipSerial);
  const reading = await readChip(world, connection, card.chipSerial, { afterCancelledVisit: false });
  await connection.close();
  const act = { actor: CLERK, purpose: 'set-up' } as const;
  const expected = await world.inTransaction(async (tx) => ({
    card,
    resident: await world.residents.read(tx, application.personId, act),
    individualNumber: await world.platform.vault.read(tx, application.personId, act),
    certificates: await world.certificates.ofCard(tx, card.cardId),
    photo: (await world.platform.blobs.get(tx, application.photo ?? ''))?.bytes,
    faceCa: world.certificates.ca('card-face').certificate.spki,
  }));
  const otherPhoto = await world.query((tx) => world.platform.blobs.get(tx, other.application.photo ?? ''));
  const findings = async (more: Partial<Expected>, read: Partial<ChipReading> = {}) =>
    (await compareChip({ ...reading, ...read }, { ...expected, ...more })).map(({ id }) => id);
  const { resident } = expected;
  assert.deepEqual(await findings({}), []);
  assert.deepEqual(await findings({ photo: otherPhoto?.bytes }), ['photo']);
  assert.deepEqual(await findings({ individualNumber: '123456789018' }), ['number']);
  assert.deepEqual(await findings({ resident: { ...resident, address: '別の住所' } }), ['attributes']);
  assert.deepEqual(await findings({ resident: { ...resident, status: 'deceased' } }), ['registry-changed']);
  assert.deepEqual(await findings({ card: { ...card, expiry: plainDate('2030-01-01') } }), ['face']);
  assert.deepEqual(await findings({ card: other.card }), ['chip-serial']);
  const both = ['signature-certificate', 'authentication-certificate'];
  assert.deepEqual(await findings({ certificates: [] }), both);
  const swapped = {
    signature: reading.authentication,
    authentication: reading.signature,
  } as Partial<ChipReading>;
  assert.deepEqual(await findings({}, swapped), both);
  assert.deepEqual(await findings({}, { secretsUnset: false, state: 'active' }), [
    'chip-state',
    'secrets-set',
  ]);
  assert.deepEqual(await findings({ faceCa: world.certificates.ca('signature').certificate.spki }), [
    'face',
    'photo',
  ]);

  const setUp = `/api/office/cards/${card.cardId}/set-up`;
  world.tray.move(card.chipSerial, 'returned');
  await world.call(CLERK, 'POST', setUp);
  await world.platform.jobs.settled();
  const shown = await world.call<PersonAnswer>(CLERK, 'GET', `/api/office/people/${application.personId}`);
  assert.deepEqual(
    shown.applications[0]?.setUp.findings.map(({ id }) => id),
    ['card-not-here'],
  );
  await assert.rejects(openVisit(world, 8, application.id), { code: 'HANDOVER_SET_UP_STALE' });
  world.tray.move(card.chipSerial, 'office:99101');
  await world.call(CLERK, 'POST', setUp);
  await world.platform.jobs.settled();
  await openVisit(world, 8, application.id);
});
