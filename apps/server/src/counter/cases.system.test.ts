import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { FILES } from '@mibun/card';
import { readCertificate } from '@mibun/pki';
import {
  type CardConnection,
  openIssuerChannel,
  readSignatureCertificate,
  signWithSignature,
} from '@mibun/reader';

import { ACTORS, type ActorKind } from '@mibun/rules';
import type { Actor } from '../platform/index.ts';
import type {
  DestructionAnswer,
  LossAnswer,
  PersonAnswer,
  ReactivationAnswer,
  ReactivationOpened,
} from './schemas.ts';
import {
  CALL_CENTRE,
  CLERK,
  type CounterWorld,
  FAR_CLERK,
  OTHER_CLERK,
  openCounterWorld,
  PINS,
  SUPERVISOR,
  willing,
} from './testing.ts';
import {
  assertInOperation,
  complete,
  currentCardOf,
  handoverState,
  heldCard,
  openVisit,
  pulledOut,
  readyCard,
  resume,
  suspendByPhone,
} from './visit.testing.ts';

let world: CounterWorld;

before(async () => {
  world = await openCounterWorld();
});
after(() => world.close());

const cardOf = (cardId: string) => world.query((tx) => world.cards.get(tx, cardId));
const certificatesOf = (cardId: string) => world.query((tx) => world.certificates.ofCard(tx, cardId));
const person = (id: string, viewer: Actor = CLERK) =>
  world.call<PersonAnswer>(viewer, 'GET', `/api/office/people/${id}`);
const message = new TextEncoder().encode('message');

test('LOS-03, LOS-07 suspended by phone, reactivated in person: AUTH is good, SIG is a new one, the old stays dead', async () => {
  const { card } = await heldCard(world, 8, { email: 'eight@mihon.example' });
  const before = await certificatesOf(card.cardId);
  const serialOf = (kind: string) => before.find((one) => one.kind === kind)?.serial ?? '';
  await suspendByPhone(world, 8);
  assert.equal((await cardOf(card.cardId)).state, 'SUSPENDED');
  for (const kind of ['signature', 'authentication'] as const) {
    assert.equal((await world.status.check(kind, serialOf(kind))).status, 'held');
  }
  const { version } = await cardOf(card.cardId);
  const request = {
    cardId: card.cardId,
    version,
    documents: ['driving-licence'],
    faceMatches: true,
    wantsSignature: true,
  };
  const open = (more: object = {}, actor = CLERK) =>
    world.call<ReactivationOpened>(actor, 'POST', '/api/office/reactivations', { ...request, ...more });
  await assert.rejects(open({}, CALL_CENTRE), { code: 'NOT_ALLOWED' });
  await assert.rejects(open({}, FAR_CLERK), { code: 'NOT_FOUND' });
  await assert.rejects(open({ version: version - 1 }), { code: 'CHANGED_MEANWHILE' });
  await assert.rejects(open({ faceMatches: false }), { code: 'FACE_DIFFERS' });
  // The card itself is no second document.
  await assert.rejects(open({ documents: ['individual-number-card'] }), {
    code: 'IDENTITY_DOCUMENTS_INSUFFICIENT',
  });

  const opened = await open();
  await assert.rejects(open(), { code: 'REACTIVATION_ALREADY_OPEN' });
  const url = `/api/office/reactivations/${opened.reactivationId}`;
  await world.atReader(opened.relay, { through: pulledOut(1, 'before') }).catch(() => undefined);
  const shown = () => world.call<ReactivationAnswer>(CLERK, 'GET', url);
  for (let at = 2; (await shown()).state === 'OPENED'; at += 1) {
    assert.ok(at < 200, 'the reactivation never ends');
    assert.equal((await cardOf(card.cardId)).state, 'SUSPENDED');
    const { relay } = await world.call<{ relay: typeof opened.relay }>(CLERK, 'POST', `${url}/resume`);
    await world
      .atReader(relay, { through: pulledOut(at, at % 2 ? 'after' : 'before') })
      .catch(() => undefined);
  }

  const { newSignatureSerial } = await shown();
  assert.equal((await cardOf(card.cardId)).state, 'ACTIVE');
  assert.deepEqual(await world.status.check('authentication', serialOf('authentication')), {
    status: 'good',
  });
  assert.equal((await world.status.check('signature', serialOf('signature'))).status, 'revoked');
  assert.notEqual(newSignatureSerial, serialOf('signature'));
  assert.deepEqual(await world.status.check('signature', newSignatureSerial ?? ''), { status: 'good' });
  const inHand = world.tray.insert(card.chipSerial);
  assert.equal((await signWithSignature(inHand, PINS.signature, message)).length, 256);
  const { serial } = readCertificate(await readSignatureCertificate(inHand, PINS.signature));
  await inHand.close();
  assert.equal(serial, newSignatureSerial);
  const letters = await world.query((tx) => world.notices.letters(tx, { personId: 'person-8' }));
  assert.deepEqual(
    new Set(letters.map(({ kind }) => kind)),
    new Set(['issue-notice', 'card-suspended', 'card-reactivated']),
  );
  const mails = world.platform.sent.filter(({ to }) => to === 'eight@mihon.example');
  assert.ok(mails.some(({ subject }) => subject.includes('reactivated')));
});

test('every step of a visit is in its history and in the audit trail, with its rule and in the name of the clerk', async () => {
  const entries = await world.query((tx) =>
    world.platform.audit.list(tx, { subject: 'person-8', limit: 200 }),
  );
  const steps = (of: 'handover' | 'reactivation') =>
    entries
      .filter(({ detail }) => detail?.[of])
      .map(({ action, actor, detail }) => `${action} ${detail?.rule} ${actor.id}`)
      .toReversed();
  assert.deepEqual(steps('handover'), [
    'counter.open-hand-over IDD-05 person-clerk',
    'counter.prepare-chip IDD-03 person-clerk',
    'counter.set-pins PIN-03 person-clerk',
    'counter.write-chip §10.2 person-clerk',
    'counter.confirm-hand-over §10.2 person-clerk',
    'counter.complete-hand-over §10.1 person-clerk',
  ]);
  const reactivation = new Set(steps('reactivation'));
  for (const act of [
    'open-reactivation',
    'resume-reactivation',
    'prove-chip',
    'write-signature',
    'reactivate',
  ]) {
    assert.ok(reactivation.has(`counter.${act} LOS-07 person-clerk`), act);
  }
  const id = String(entries.find(({ detail }) => detail?.reactivation)?.detail?.reactivation);
  const { steps: shown } = await world.call<ReactivationAnswer>(
    CLERK,
    'GET',
    `/api/office/reactivations/${id}`,
  );
  assert.deepEqual(
    shown.map((step) => [step.id, step.at !== null]),
    ['open', 'prove-chip', 'write-signature', 'complete'].map((event) => [event, true]),
  );
});

test('LOS-07 a holder who is let to choose a password and leaves: the right is taken back, and the next visit goes on', async () => {
  const { card } = await heldCard(world, 21);
  // a card whose holder has no signature password (any more)
  const inHand = world.tray.insert(card.chipSerial);
  const keys = await world.cards.chipKeys(card.chipSerial);
  const issuer = await openIssuerChannel(inHand, keys, world.platform.random.bytes);
  await issuer.setCredential('jpki', FILES.jpki.signaturePassword, new Uint8Array());
  await inHand.close();
  await suspendByPhone(world, 21);
  const { version } = await cardOf(card.cardId);
  const request = { cardId: card.cardId, version, documents: ['driving-licence'] };
  const opened = await world.call<ReactivationOpened>(CLERK, 'POST', '/api/office/reactivations', {
    ...request,
    faceMatches: true,
    wantsSignature: true,
  });
  // LET HOLDER SET `84 28 ap 00` and `01`: the headers can be read in the channel
  const lettings: string[] = [];
  const listening = (connection: CardConnection): CardConnection => ({
    atr: connection.atr,
    reset: () => connection.reset(),
    close: () => connection.close(),
    transmit: (command) => {
      if (command[0] === 0x84 && command[1] === 0x28)
        lettings.push(command[3] === 0 ? 'given' : 'taken back');
      return connection.transmit(command);
    },
  });
  const leaving = {
    ...willing(),
    setPins: () => Promise.reject(new Error('the holder has left')),
  };
  await assert.rejects(world.atReader(opened.relay, { holder: leaving, through: listening }));
  assert.deepEqual(lettings, ['given', 'taken back']);
  const url = `/api/office/reactivations/${opened.reactivationId}`;
  assert.equal((await world.call<ReactivationAnswer>(CLERK, 'GET', url)).state, 'OPENED');
  const { relay } = await world.call<{ relay: typeof opened.relay }>(CLERK, 'POST', `${url}/resume`);
  await world.atReader(relay);
  assert.equal((await cardOf(card.cardId)).state, 'ACTIVE');
});

test('LOS-05, FEE-01 lost outside needs a receipt; the new form costs ¥1,000; the abolished card never comes back', async () => {
  const { cardId } = await currentCardOf(world, 8);
  await suspendByPhone(world, 8);
  const { version } = await cardOf(cardId);
  const receipt = { office: '見本警察署', date: '2026-11-22', number: '第1234号', kind: 'lost' };
  const report = (more: object, actor = CLERK) =>
    world.call<LossAnswer>(actor, 'POST', '/api/office/loss-reports', {
      cardId,
      version,
      cause: 'lost-outside',
      documents: ['passport'],
      faceMatches: true,
      ...more,
    });
  await assert.rejects(report({}), { code: 'CARD_RECEIPT_NEEDED' });
  await assert.rejects(report({ cause: 'stolen' }), { code: 'CARD_RECEIPT_NEEDED' });
  await assert.rejects(report({ receipt: { ...receipt, date: '2027-01-01' } }), {
    code: 'RECEIPT_IMPLAUSIBLE',
  });
  await assert.rejects(report({ receipt: { ...receipt, date: '2020-01-01' } }), {
    code: 'RECEIPT_IMPLAUSIBLE',
  });
  await assert.rejects(report({ cause: 'stolen', receipt }), { code: 'RECEIPT_IMPLAUSIBLE' });
  await assert.rejects(report({ receipt, documents: [] }), { code: 'IDENTITY_DOCUMENTS_INSUFFICIENT' });
  await assert.rejects(report({ receipt }, CALL_CENTRE), { code: 'NOT_ALLOWED' });
  await assert.rejects(report({ receipt }, FAR_CLERK), { code: 'NOT_FOUND' });

  const answer = await report({ receipt });
  assert.deepEqual([answer.state, answer.fee.total, answer.letterIds.length], ['ABOLISHED', 1000, 2]);
  // APP-01: the ID of the new form is in the letter to the person alone.
  assert.doesNotMatch(JSON.stringify(answer), /\d{23}/);
  const certificates = await certificatesOf(cardId);
  assert.ok(certificates.every(({ state }) => state === 'REVOKED'));
  const after = await cardOf(cardId);
  await assert.rejects(
    world.call(CLERK, 'POST', '/api/office/reactivations', {
      cardId,
      version: after.version,
      documents: ['passport'],
      faceMatches: true,
      wantsSignature: false,
    }),
    { code: 'STATE_FORBIDS' },
  );
  const { acts } = await person('person-8');
  assert.deepEqual(
    acts.map(({ act }) => act),
    ['collect', 'open-form'],
  );
});

test('FEE-01, LOS-05 a card lost at home needs no police; without certificates the new one costs ¥800', async () => {
  const { card } = await heldCard(world, 4);
  const { cardId, version } = await currentCardOf(world, 4);
  assert.equal(cardId, card.cardId);
  const answer = await world.call<LossAnswer>(CLERK, 'POST', '/api/office/loss-reports', {
    cardId,
    version,
    cause: 'lost-at-home',
    documents: ['passport'],
    faceMatches: true,
    withCertificates: false,
  });
  assert.deepEqual([answer.state, answer.fee.total], ['ABOLISHED', 800]);
});

test('IDD-04, §10.2 a renewal takes the old card in; one that is suspended meanwhile only delays the new one', async () => {
  const { card: old } = await heldCard(world, 3);
  const next = await readyCard(world, 3, { renewal: 1 });
  const open = (application: string, oldCard: 'none' | 'lost' | 'returned') =>
    openVisit(world, 3, application, { oldCard });
  await assert.rejects(open(next.application.id, 'none'), { code: 'HANDOVER_OLD_CARD_NEEDED' });
  await assert.rejects(open(next.application.id, 'lost'), { code: 'HANDOVER_OLD_CARD_LOST' });
  const renewed = await open(next.application.id, 'returned');
  await world.atReader(renewed.relay);
  await complete(world, renewed.handoverId);
  assert.equal((await cardOf(old.cardId)).state, 'COLLECTED');
  assert.equal(world.tray.placeOf(old.chipSerial), 'returned');
  assert.deepEqual(
    new Set((await certificatesOf(old.cardId)).map(({ state }) => state)),
    new Set(['REVOKED']),
  );
  await assertInOperation(world, next.card.cardId, next.application.id);

  const third = await readyCard(world, 3, { renewal: 2 });
  const visit = await open(third.application.id, 'returned');
  await suspendByPhone(world, 3);
  await assert.rejects(world.atReader(visit.relay), { code: 'CARD_OTHER_IN_OPERATION' });
  const stuck = await handoverState(world, visit.handoverId);
  assert.deepEqual([stuck.state, stuck.problem?.code], ['CHIP_WRITTEN', 'CARD_OTHER_IN_OPERATION']);
  const suspended = await cardOf(next.card.cardId);
  await world.call(CLERK, 'POST', '/api/office/loss-reports', {
    cardId: suspended.cardId,
    version: suspended.version,
    cause: 'lost-at-home',
    documents: ['passport'],
    faceMatches: true,
  });
  await resume(world, visit.handoverId);
  await complete(world, visit.handoverId);
  await assertInOperation(world, third.card.cardId, third.application.id);
  assert.equal((await cardOf(suspended.cardId)).state, 'ABOLISHED');
});

test('ROL-01 a found card is collected, and destroyed by two persons', async () => {
  const [card] = await world.query((tx) => world.cards.ofPerson(tx, 'person-8'));
  assert.ok(card);
  const { cardId, chipSerial, version } = card;
  await world.call(CLERK, 'POST', `/api/office/cards/${cardId}/collect`, { version, reason: 'found' });
  await world.platform.jobs.settled();
  assert.equal(world.tray.placeOf(chipSerial), 'returned');
  const propose = { version: version + 1, reason: 'ended' };
  const url = `/api/office/cards/${cardId}/destruction`;
  const proposed = await world.call<DestructionAnswer>(CLERK, 'POST', url, propose);
  await assert.rejects(world.call(CLERK, 'POST', url, propose), { code: 'DESTRUCTION_ALREADY_PROPOSED' });
  const approve = `/api/office/destructions/${proposed.destructionId}/approve`;
  // The matrix gives the second word to a supervisor (§9): not to the proposer, nor to any other clerk.
  for (const clerk of [CLERK, OTHER_CLERK]) {
    await assert.rejects(world.call(clerk, 'POST', approve, { version: 1 }), { code: 'NOT_ALLOWED' });
  }
  const proposer = { ...SUPERVISOR, id: CLERK.id };
  await assert.rejects(world.call(proposer, 'POST', approve, { version: 1 }), {
    code: 'DESTRUCTION_SAME_PERSON',
  });
  await assert.rejects(world.call(SUPERVISOR, 'POST', approve, { version: 2 }), {
    code: 'CHANGED_MEANWHILE',
  });
  assert.equal((await cardOf(cardId)).state, 'COLLECTED');
  await world.call(SUPERVISOR, 'POST', approve, { version: 1 });
  await world.platform.jobs.settled();
  assert.equal((await cardOf(cardId)).state, 'DESTROYED');
  assert.equal(world.tray.placeOf(chipSerial), undefined);
  // A card that waits for its holder is kept until every deadline is over (NTC-03).
  const waiting = await readyCard(world, 9);
  await assert.rejects(
    world.call(CLERK, 'POST', `/api/office/cards/${waiting.card.cardId}/destruction`, {
      version: waiting.card.version,
      reason: 'no room',
    }),
    { code: 'DESTRUCTION_NOT_DUE' },
  );
});

test('§9 nobody but clerk and supervisor reaches the office, and the call centre has no way to give anything back', async () => {
  const kinds = Object.keys(ACTORS) as ActorKind[];
  for (const kind of kinds.filter((one) => one !== 'clerk' && one !== 'supervisor')) {
    const stranger = { kind, id: `person-${kind}`, name: 'x', office: '99101' };
    await assert.rejects(world.call(stranger, 'GET', '/api/office/overview'), { code: 'NOT_ALLOWED' }, kind);
  }
  const forCallCentre = world.routes.filter(
    ({ access }) => typeof access === 'object' && access.staff.includes('call-centre'),
  );
  assert.deepEqual(
    forCallCentre.map(({ method, url }) => `${method} ${url}`),
    ['POST /api/hotline/calls', 'POST /api/hotline/calls/:id/suspend', 'GET /api/hotline/calls'],
  );
});
