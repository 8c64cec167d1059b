import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readCertificate } from '@mibun/pki';
import { readAuthenticationCertificate, signWithAuthentication } from '@mibun/reader';
import { plainDate } from '@mibun/rules';
import type { Actor } from '../platform/index.ts';
import type { LotView, OfficeQueueAnswer, OverviewAnswer, PersonAnswer, SetUpAnswer } from './schemas.ts';
import { compareChip, type Expected } from './set-up/compare.ts';
import { type ChipReading, readChip } from './set-up/read-chip.ts';
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
} from './testing.ts';
import {
  applicationInQueue,
  assertInOperation,
  complete,
  handoverState,
  openVisit,
  pulledOut,
  readyCard,
  resume,
  visitOf,
} from './visit.testing.ts';

let world: CounterWorld;

before(async () => {
  world = await openCounterWorld();
});
after(() => world.close());

const cardOf = (cardId: string) => world.query((tx) => world.cards.get(tx, cardId));
const applicationOf = (id: string) => world.query((tx) => world.applications.get(tx, id));
const certificatesOf = (cardId: string) => world.query((tx) => world.certificates.ofCard(tx, cardId));
const message = new TextEncoder().encode('message');

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
  assert.equal((await cardOf(card.cardId)).state, 'PRODUCED');
  const setUp = `/api/office/cards/${card.cardId}/set-up`;
  await assert.rejects(world.call(CLERK, 'POST', setUp), { code: 'SET_UP_NOT_POSSIBLE' });

  await receive(CLERK, card.chipSerial);
  await world.platform.jobs.settled();
  assert.equal(world.tray.placeOf(card.chipSerial), 'office:99101');
  assert.equal((await applicationOf(application.id)).state, 'AT_MUNICIPALITY');
  await assert.rejects(receive(CLERK, card.chipSerial), { code: 'PRODUCTION_LOT_RECEIVED' });

  const queued = await world.call<SetUpAnswer>(CLERK, 'POST', setUp);
  assert.equal(queued.setUp.state, 'queued');
  await world.call<SetUpAnswer>(OTHER_CLERK, 'POST', setUp);
  await world.platform.jobs.settled();
  assert.equal((await applicationOf(application.id)).state, 'READY');
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

test('IDD-05 full pick-up: PINs typed by the holder, chip and server agree, the card lies in the wallet', async () => {
  const { application, card } = await applicationInQueue(world, 1);
  const holder = willing();
  const opened = await openVisit(world, 1, application.id);
  assert.equal((await cardOf(card.cardId)).state, 'ACTIVATING');
  assert.ok((await certificatesOf(card.cardId)).every(({ state }) => state === 'PENDING'));
  await assert.rejects(complete(world, opened.handoverId), { code: 'HANDOVER_NOT_CONFIRMED' });

  assert.deepEqual(await world.atReader(opened.relay, { holder }), {
    handoverId: opened.handoverId,
    state: 'CONFIRMED',
  });
  assert.deepEqual(holder.asked, ['signature', 'authentication', 'registry', 'text']);
  assert.equal((await cardOf(card.cardId)).state, 'ACTIVE');
  assert.equal((await applicationOf(application.id)).state, 'HANDED_OVER');
  assert.ok((await certificatesOf(card.cardId)).every(({ state }) => state === 'ACTIVE'));

  const done = await complete(world, opened.handoverId);
  assert.equal(done.state, 'COMPLETED');
  assert.ok(done.steps.every(({ at }) => at !== null));
  const [entry] = world.tray.list('wallet');
  assert.deepEqual(entry, { serial: card.chipSerial, place: 'wallet', label: nameOf(1) });
  await assert.rejects(complete(world, opened.handoverId), { code: 'STATE_FORBIDS' });

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
    assert.equal((await cardOf(card.cardId)).state, 'AT_OFFICE');
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
  const { done: opened, refused } = await world.platform.atOnce(/^insert into "handovers"/, press, press);
  assert.deepEqual([opened.length, refused], [1, ['HANDOVER_ALREADY_OPEN']]);
  const id = opened[0]?.handoverId ?? '';

  const version = opened[0]?.version ?? 0;
  const cancel = (actor: Actor, seen: number) =>
    world.call(actor, 'POST', `/api/office/handovers/${id}/cancel`, { version: seen, reason: 'left' });
  await assert.rejects(cancel(OTHER_CLERK, version + 1), { code: 'CHANGED_MEANWHILE' });
  await assert.rejects(cancel(FAR_CLERK, version), { code: 'NOT_FOUND' });
  await cancel(OTHER_CLERK, version);
  assert.equal((await cardOf((await applicationOf(application.id)).cardId ?? '')).state, 'AT_OFFICE');
});

test('INC-05 a card pulled out before any command can be finished, and never is half in operation', async () => {
  const { application, card } = await applicationInQueue(world, 2);
  const opened = await openVisit(world, 2, application.id, {}, OTHER_CLERK);
  const id = opened.handoverId;
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
    assert.equal((await cardOf(card.cardId)).state, 'ACTIVATING');
    assert.equal((await applicationOf(application.id)).state, 'READY');
    await resume(world, id, { through: pulledOut(at, 'before') }, OTHER_CLERK).catch(() => undefined);
  }
  assert.deepEqual([...ways.keys()], ['OPENED', 'CHIP_PREPARED', 'PINS_SET', 'CHIP_WRITTEN']);
  await assertInOperation(world, card.cardId, application.id);
});

test('INC-05 answers lost after the chip has acted: start-up reconciles what is done, the rest is resumed', async () => {
  const { application, card } = await readyCard(world, 3);
  const opened = await openVisit(world, 3, application.id);
  const id = opened.handoverId;
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
    assert.equal((await cardOf(card.cardId)).state, 'ACTIVATING');
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
  const { handoverId } = await openVisit(world, 4, application.id);
  const confirm = world.cards.confirmActivation;
  const broken = world.cards as { confirmActivation: typeof confirm };
  broken.confirmActivation = async () => {
    throw new Error('died');
  };
  await assert.rejects(resume(world, handoverId), { code: 'INTERNAL' });
  broken.confirmActivation = confirm;
  const stuck = await handoverState(world, handoverId);
  assert.deepEqual([stuck.state, stuck.problem?.code, stuck.mayCancel], ['CHIP_WRITTEN', 'INTERNAL', false]);
  assert.equal((await cardOf(card.cardId)).state, 'ACTIVATING');
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
  for (let at = 1; (await handoverState(world, first.handoverId)).state !== 'PINS_SET'; at++) {
    await resume(world, first.handoverId, { through: pulledOut(at, 'before') }).catch(() => undefined);
  }
  assert.deepEqual((await world.counter.reconcile()).cancelled, []);
  world.platform.clock.advance(24 * 3_600_000);
  assert.ok((await world.counter.reconcile()).cancelled.includes(first.handoverId));
  assert.equal((await cardOf(card.cardId)).state, 'AT_OFFICE');
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
    `/api/office/handovers/${opened.handoverId}`,
    `/api/office/people/${personId}`,
    '/api/office/queue?list=unfinished',
  ];
  for (let minute = 0; minute < 60; minute += 1) {
    world.platform.clock.advance(60_000);
    for (const page of pages) await world.call(CLERK, 'GET', page);
  }
  await world.atReader(opened.relay);
  await complete(world, opened.handoverId);
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
