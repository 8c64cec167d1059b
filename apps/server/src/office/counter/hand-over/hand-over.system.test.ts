import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readCertificate } from '@mibun/pki';
import { readAuthenticationCertificate, signWithAuthentication } from '@mibun/reader';
import {
  CALL_CENTRE,
  CLERK,
  type CounterWorld,
  FAR_CLERK,
  nameOf,
  OTHER_CLERK,
  openCounterWorld,
  PINS,
  SUPERVISOR,
  shippedCard,
  willing,
} from '../../../../testing/counter.ts';
import {
  applicationInQueue,
  assertInOperation,
  complete,
  handoverState,
  heldCard,
  openVisit,
  pulledOut,
  readyCard,
  reportLoss,
  resume,
  suspendByPhone,
  visitOf,
} from '../../../../testing/visits.ts';
import type { Actor } from '../../../platform/index.ts';
import type { OverviewAnswer } from '../schemas.ts';

let world: CounterWorld;

before(async () => {
  world = await openCounterWorld();
});
after(() => world.close());

const message = new TextEncoder().encode('message');

test('IDD-05 full pick-up: PINs typed by the holder, chip and server agree, the card lies in the wallet', async () => {
  const { application, card } = await readyCard(world, 1, { email: 'one@mihon.example' });
  const holder = willing();
  const opened = await openVisit(world, 1, application.id);
  assert.equal((await world.cardOf(card.cardId)).state, 'ACTIVATING');
  assert.ok((await world.certificatesOf(card.cardId)).every(({ state }) => state === 'PENDING'));
  await assert.rejects(complete(world, opened.visitId), { code: 'HANDOVER_NOT_CONFIRMED' });

  assert.deepEqual(await world.atReader(opened.relay, { holder }), {
    visitId: opened.visitId,
    state: 'CONFIRMED',
  });
  assert.deepEqual(holder.asked, ['signature', 'authentication', 'registry', 'text']);
  assert.equal((await world.cardOf(card.cardId)).state, 'ACTIVE');
  assert.equal((await world.applicationOf(application.id)).state, 'HANDED_OVER');
  assert.ok((await world.certificatesOf(card.cardId)).every(({ state }) => state === 'ACTIVE'));

  const done = await complete(world, opened.visitId);
  assert.equal(done.state, 'COMPLETED');
  assert.ok(done.steps.every(({ at }) => at !== null));
  const [entry] = world.tray.list('wallet');
  assert.deepEqual(entry, { serial: card.chipSerial, place: 'wallet', label: nameOf(1) });
  await assert.rejects(complete(world, opened.visitId), { code: 'STATE_FORBIDS' });

  const inHand = world.tray.insert(card.chipSerial);
  const signature = await signWithAuthentication(inHand, PINS.authentication, message);
  assert.equal(signature.length, 256);
  const { serial } = readCertificate(await readAuthenticationCertificate(inHand));
  await inHand.close();
  assert.deepEqual(await world.status.check('authentication', serial), { status: 'good' });
  const { handedOverToday } = await world.call<OverviewAnswer>(CLERK, 'GET', '/api/office/overview');
  assert.equal(handedOverToday, 1);
  assert.ok(world.platform.sent.some(({ subject }) => subject.includes('handed over')));
});

test('every reason to refuse a hand-over has its own error, and changes nothing', async () => {
  const { application, card } = await readyCard(world, 2, { screener: { ...SUPERVISOR, id: CLERK.id } });
  const refused = async (code: string, more: object, actor: Actor = OTHER_CLERK) => {
    await assert.rejects(openVisit(world, 2, application.id, more, actor), { code });
    assert.equal((await world.cardOf(card.cardId)).state, 'AT_OFFICE');
  };
  await refused('HANDOVER_SCREENER', {}, CLERK);
  await refused('NOT_FOUND', {}, FAR_CLERK);
  await refused('NOT_ALLOWED', {}, SUPERVISOR);
  await refused('NOT_ALLOWED', {}, CALL_CENTRE);
  await refused('CHANGED_MEANWHILE', { version: application.version - 1 });
  await refused('HANDOVER_NOTICE_MISSING', { noticePresented: false });
  await refused('IDENTITY_DOCUMENTS_INSUFFICIENT', { documents: [] });
  await refused('IDENTITY_DOCUMENTS_INSUFFICIENT', { documents: ['bank-book'] });
  await refused('IDENTITY_DOCUMENTS_INSUFFICIENT', { documents: ['bank-book', 'bank-book'] });
  await refused('FACE_DIFFERS', { faceMatches: false });
  const { presented } = await visitOf(world, 2, application.id);
  // Somebody of the same name (INC-03).
  await refused('PRESENTED_OTHER_PERSON', { presented: { ...presented, birthDate: '1991-03-04' } });
  await refused('PRESENTED_OTHER_PERSON', {
    presented: { ...presented, address: '見本県見本市桜台三丁目9番9号' },
  });

  const today = world.platform.clock.now();
  world.platform.clock.set(new Date('2037-06-01T03:00:00Z'));
  await refused('HANDOVER_CARD_EXPIRED', {});
  world.platform.clock.set(today);
});

test('two clerks press the same button: one opens the hand-over, the other is told', async () => {
  const { application } = await applicationInQueue(world, 2);
  const press = () => openVisit(world, 2, application.id, {}, OTHER_CLERK);
  const { done: opened, refused } = await world.platform.atOnce(/^insert into "visits"/, press, press);
  assert.deepEqual([opened.length, refused], [1, ['HANDOVER_ALREADY_OPEN']]);
  const id = opened[0]?.visitId ?? '';

  const version = opened[0]?.version ?? 0;
  const cancel = (actor: Actor, seen: number) =>
    world.call(actor, 'POST', `/api/office/handovers/${id}/cancel`, { version: seen, reason: 'left' });
  await assert.rejects(cancel(OTHER_CLERK, version + 1), { code: 'CHANGED_MEANWHILE' });
  await assert.rejects(cancel(FAR_CLERK, version), { code: 'NOT_FOUND' });
  await cancel(OTHER_CLERK, version);
  assert.equal(
    (await world.cardOf((await world.applicationOf(application.id)).cardId ?? '')).state,
    'AT_OFFICE',
  );
});

test('INC-05 a card pulled out before any command can be finished, and never is half in operation', async () => {
  const { application, card } = await applicationInQueue(world, 2);
  const opened = await openVisit(world, 2, application.id, {}, OTHER_CLERK);
  const id = opened.visitId;
  await assert.rejects(world.atReader(opened.relay, { through: pulledOut(1, 'before') }));
  const ways = new Map<string, number>();
  for (;;) {
    const { state, problem, mayResume } = await handoverState(world, id);
    if (state === 'CONFIRMED') break;
    // In each state it is pulled out at the first command, then at the second, and so on.
    const at = (ways.get(state) ?? 0) + 1;
    ways.set(state, at);
    assert.ok(at < 60, 'the hand-over never ends');
    assert.deepEqual([problem?.code, mayResume], ['RELAY_CARD_LOST', true]);
    assert.equal((await world.cardOf(card.cardId)).state, 'ACTIVATING');
    assert.equal((await world.applicationOf(application.id)).state, 'READY');
    await resume(world, id, { through: pulledOut(at, 'before') }, OTHER_CLERK).catch(() => undefined);
  }
  assert.deepEqual([...ways.keys()], ['OPENED', 'CHIP_PREPARED', 'PINS_SET', 'CHIP_WRITTEN']);
  await assertInOperation(world, card.cardId, application.id);
});

test('INC-05 answers lost after the chip has acted: start-up reconciles what is done, the rest is resumed', async () => {
  const { application, card } = await readyCard(world, 3);
  const opened = await openVisit(world, 3, application.id);
  const id = opened.visitId;
  await assert.rejects(world.atReader(opened.relay, { through: pulledOut(1, 'after') }));
  const ways = new Map<string, number>();
  for (;;) {
    const { finished, cancelled } = await world.counter.reconcile();
    assert.deepEqual(cancelled, []);
    if (finished.includes(id)) break;
    const { state } = await handoverState(world, id);
    const at = (ways.get(state) ?? 0) + 1;
    ways.set(state, at);
    assert.ok(at < 60, 'the hand-over never ends');
    assert.equal((await world.cardOf(card.cardId)).state, 'ACTIVATING');
    await resume(world, id, { through: pulledOut(at, 'after') }).catch(() => undefined);
  }
  // The chip said 9000 to SET STATUS and nobody heard it: the start-up found out.
  assert.deepEqual([...ways.keys()], ['OPENED', 'CHIP_PREPARED', 'PINS_SET']);
  await assertInOperation(world, card.cardId, application.id);
  assert.equal((await handoverState(world, id)).state, 'CONFIRMED');
  await complete(world, id);
  assert.equal(world.tray.placeOf(card.chipSerial), 'wallet');
});

test('INC-05 a server that dies with the chip written and its own transaction lost is set right at its next start', async () => {
  const { application, card } = await readyCard(world, 4);
  const { visitId: handoverId } = await openVisit(world, 4, application.id);
  const confirm = world.cards.confirmActivation;
  const broken = world.cards as { confirmActivation: typeof confirm };
  broken.confirmActivation = async () => {
    throw new Error('died');
  };
  await assert.rejects(resume(world, handoverId), { code: 'INTERNAL' });
  broken.confirmActivation = confirm;
  const stuck = await handoverState(world, handoverId);
  assert.deepEqual([stuck.state, stuck.problem?.code, stuck.mayCancel], ['CHIP_WRITTEN', 'INTERNAL', false]);
  assert.equal((await world.cardOf(card.cardId)).state, 'ACTIVATING');
  // Neither clerk nor supervisor can drop a chip that is in operation.
  const cancel = { version: stuck.version, reason: 'gone' };
  const url = `/api/office/handovers/${handoverId}/cancel`;
  await assert.rejects(world.call(CLERK, 'POST', url, cancel), { code: 'NOT_ALLOWED' });
  await assert.rejects(world.call(SUPERVISOR, 'POST', url, cancel), { code: 'HANDOVER_CHIP_ACTIVE' });
  assert.deepEqual((await world.counter.reconcile()).finished, [handoverId]);
  await assertInOperation(world, card.cardId, application.id);
});

test('INC-05 a visit that nobody ends is given up after its day; the next one starts from clean secrets', async () => {
  const { application, card } = await readyCard(world, 5);
  const first = await openVisit(world, 5, application.id);
  // The holder has set all four when the connection is lost.
  for (let at = 1; (await handoverState(world, first.visitId)).state !== 'PINS_SET'; at++) {
    await resume(world, first.visitId, { through: pulledOut(at, 'before') }).catch(() => undefined);
  }
  assert.deepEqual((await world.counter.reconcile()).cancelled, []);
  world.platform.clock.advance(24 * 3_600_000);
  assert.ok((await world.counter.reconcile()).cancelled.includes(first.visitId));
  assert.equal((await world.cardOf(card.cardId)).state, 'AT_OFFICE');
  await assert.rejects(world.atReader(first.relay), { code: 'COUNTER_TAKEN_OVER' });

  const holder = willing();
  const second = await openVisit(world, 5, application.id);
  await world.atReader(second.relay, { holder });
  assert.equal(holder.asked.length, 4);
  await assertInOperation(world, card.cardId, application.id);
});

test('AGE-02 a child’s card is handed over only with the legal representative, and has no signature password', async () => {
  await shippedCard(world, 6, { household: 'household-7' });
  const { application, card } = await readyCard(world, 7, {
    birthDate: '2016-05-06',
    household: 'household-7',
  });
  const representative = {
    name: nameOf(6),
    documents: ['passport'],
    authority: 'same-household' as const,
  };
  const refused = (code: string, more: object) =>
    assert.rejects(openVisit(world, 7, application.id, more), { code });
  await refused('REPRESENTATIVE_NEEDED', {});
  await refused('REPRESENTATIVE_NOT_IN_HOUSEHOLD', {
    representative: { ...representative, name: nameOf(1) },
  });
  await refused('IDENTITY_DOCUMENTS_INSUFFICIENT', { representative: { ...representative, documents: [] } });
  const holder = willing();
  const opened = await openVisit(world, 7, application.id, { representative });
  await world.atReader(opened.relay, { holder });
  assert.deepEqual(holder.asked, ['authentication', 'registry', 'text']);
  await assertInOperation(world, card.cardId, application.id);
});

test('USE-05 a hand-over that a page watches for an hour is a handful of looks at the person, each with its end', async () => {
  const { application } = await readyCard(world, 17);
  const personId = 'person-17';
  const looks = async () => {
    const entries = await world.query((tx) =>
      world.platform.audit.list(tx, { subject: personId, limit: 200 }),
    );
    return entries.filter(({ action }) => action === 'residents.read');
  };
  const before = (await looks()).length;
  const opened = await openVisit(world, 17, application.id);
  const pages = [
    `/api/office/handovers/${opened.visitId}`,
    `/api/office/people/${personId}`,
    '/api/office/queue?list=unfinished',
  ];
  for (let minute = 0; minute < 60; minute += 1) {
    world.platform.clock.advance(60_000);
    for (const page of pages) await world.call(CLERK, 'GET', page);
  }
  await world.atReader(opened.relay);
  await complete(world, opened.visitId);
  const made = (await looks()).slice(0, (await looks()).length - before);
  assert.ok(
    made.length <= 10,
    made.map(({ purpose, detail }) => `${purpose} ${JSON.stringify(detail)}`).join(),
  );

  const ids = made.flatMap(({ detail }) => (typeof detail?.look === 'number' ? [detail.look] : []));
  const ends = await world.query((tx) => world.residents.endsOfLooks(tx, ids));
  assert.equal(ends.size, 3, 'the case, the person and the list');
  for (const { at, detail } of made.filter(({ detail: found }) => found?.look !== undefined)) {
    const lasted = (ends.get(Number(detail?.look))?.getTime() ?? 0) - at.getTime();
    assert.ok(lasted >= 59 * 60_000, `${lasted} ms`);
  }

  // Somebody else, or the same clerk after a while, looks anew.
  await world.call(OTHER_CLERK, 'GET', `/api/office/people/${personId}`);
  world.platform.clock.advance(6 * 60_000);
  await world.call(CLERK, 'GET', `/api/office/people/${personId}`);
  assert.equal((await looks()).length - before, made.length + 2);
});

test('IDD-04, §10.2 a renewal takes the old card in; one that is suspended meanwhile only delays the new one', async () => {
  const { card: old } = await heldCard(world, 13);
  const next = await readyCard(world, 13, { renewal: 1 });
  const open = (application: string, oldCard: 'none' | 'lost' | 'returned') =>
    openVisit(world, 13, application, { oldCard });
  await assert.rejects(open(next.application.id, 'none'), { code: 'HANDOVER_OLD_CARD_NEEDED' });
  await assert.rejects(open(next.application.id, 'lost'), { code: 'HANDOVER_OLD_CARD_LOST' });
  const renewed = await open(next.application.id, 'returned');
  await world.atReader(renewed.relay);
  await complete(world, renewed.visitId);
  assert.equal((await world.cardOf(old.cardId)).state, 'COLLECTED');
  assert.equal(world.tray.placeOf(old.chipSerial), 'returned');
  assert.deepEqual(
    new Set((await world.certificatesOf(old.cardId)).map(({ state }) => state)),
    new Set(['REVOKED']),
  );
  await assertInOperation(world, next.card.cardId, next.application.id);

  const third = await readyCard(world, 13, { renewal: 2 });
  const visit = await open(third.application.id, 'returned');
  await suspendByPhone(world, 13);
  await assert.rejects(world.atReader(visit.relay), { code: 'CARD_OTHER_IN_OPERATION' });
  const stuck = await handoverState(world, visit.visitId);
  assert.deepEqual([stuck.state, stuck.problem?.code], ['CHIP_WRITTEN', 'CARD_OTHER_IN_OPERATION']);
  await reportLoss(world, next.card.cardId);
  await resume(world, visit.visitId);
  await complete(world, visit.visitId);
  await assertInOperation(world, third.card.cardId, third.application.id);
  assert.equal((await world.cardOf(next.card.cardId)).state, 'ABOLISHED');
});
