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
import {
  CALL_CENTRE,
  CLERK,
  type CounterWorld,
  FAR_CLERK,
  openCounterWorld,
  PINS,
  willing,
} from '../../../../testing/counter.ts';
import { heldCard, openReactivation, pulledOut, suspendByPhone } from '../../../../testing/visits.ts';
import type { ReactivationAnswer, ReactivationRequest } from '../schemas.ts';

let world: CounterWorld;

before(async () => {
  world = await openCounterWorld();
});
after(() => world.close());

const message = new TextEncoder().encode('message');

test('LOS-03, LOS-07 suspended by phone, reactivated in person: AUTH is good, SIG is a new one, the old stays dead', async () => {
  const { card } = await heldCard(world, 8, { email: 'eight@mihon.example' });
  const before = await world.certificatesOf(card.cardId);
  const serialOf = (kind: string) => before.find((one) => one.kind === kind)?.serial ?? '';
  await suspendByPhone(world, 8);
  assert.equal((await world.cardOf(card.cardId)).state, 'SUSPENDED');
  for (const kind of ['signature', 'authentication'] as const) {
    assert.equal((await world.status.check(kind, serialOf(kind))).status, 'held');
  }
  const { version } = await world.cardOf(card.cardId);
  const open = (more: Partial<ReactivationRequest> = {}, actor = CLERK) =>
    openReactivation(world, card.cardId, more, actor);
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
  const url = `/api/office/reactivations/${opened.visitId}`;
  await world.atReader(opened.relay, { through: pulledOut(1, 'before') }).catch(() => undefined);
  const shown = () => world.call<ReactivationAnswer>(CLERK, 'GET', url);
  for (let at = 2; (await shown()).state === 'OPENED'; at += 1) {
    assert.ok(at < 200, 'the reactivation never ends');
    assert.equal((await world.cardOf(card.cardId)).state, 'SUSPENDED');
    const { relay } = await world.call<{ relay: typeof opened.relay }>(CLERK, 'POST', `${url}/resume`);
    await world
      .atReader(relay, { through: pulledOut(at, at % 2 ? 'after' : 'before') })
      .catch(() => undefined);
  }

  const { newSignatureSerial } = await shown();
  assert.equal((await world.cardOf(card.cardId)).state, 'ACTIVE');
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

test('LOS-07 of a card that has no certificate for identification nobody says that it works again', async () => {
  for (const [person, wantsAuthentication] of [
    [31, false],
    [32, true],
  ] as const) {
    const { card } = await heldCard(world, person, { wantsSignature: false, wantsAuthentication });
    await suspendByPhone(world, person);
    const opened = await openReactivation(world, card.cardId, { wantsSignature: false });
    await world.atReader(opened.relay);
    const url = `/api/office/reactivations/${opened.visitId}`;
    const shown = await world.call<ReactivationAnswer>(CLERK, 'GET', url);
    assert.deepEqual([shown.state, shown.identificationWorks], ['COMPLETED', wantsAuthentication]);
  }
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
  const opened = await openReactivation(world, card.cardId);
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
  const url = `/api/office/reactivations/${opened.visitId}`;
  assert.equal((await world.call<ReactivationAnswer>(CLERK, 'GET', url)).state, 'OPENED');
  const { relay } = await world.call<{ relay: typeof opened.relay }>(CLERK, 'POST', `${url}/resume`);
  await world.atReader(relay);
  assert.equal((await world.cardOf(card.cardId)).state, 'ACTIVE');
});
