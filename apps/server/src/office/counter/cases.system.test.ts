import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { ACTORS, type ActorKind, plainDate } from '@mibun/rules';
import {
  CALL_CENTRE,
  CLERK,
  type CounterWorld,
  FAR_CLERK,
  OTHER_CLERK,
  openCounterWorld,
  SUPERVISOR,
} from '../../../testing/counter.ts';
import {
  currentCardOf,
  heldCard,
  openReactivation,
  readyCard,
  reportLoss,
  suspendByPhone,
} from '../../../testing/visits.ts';
import type { DestructionAnswer, KeptCardsAnswer, LossRequest } from './schemas.ts';

let world: CounterWorld;

before(async () => {
  world = await openCounterWorld();
});
after(() => world.close());

test('LOS-05, FEE-01 lost outside needs a receipt; the new form costs ¥1,000; the abolished card never comes back', async () => {
  const { cardId } = (await heldCard(world, 8)).card;
  await suspendByPhone(world, 8);
  const receipt = {
    office: '見本警察署',
    date: plainDate('2026-11-22'),
    number: '第1234号',
    kind: 'lost',
  } as const;
  const report = (more: Partial<LossRequest>, actor = CLERK) =>
    reportLoss(world, cardId, { cause: 'lost-outside', ...more }, actor);
  await assert.rejects(report({}), { code: 'CARD_RECEIPT_NEEDED' });
  await assert.rejects(report({ cause: 'stolen' }), { code: 'CARD_RECEIPT_NEEDED' });
  await assert.rejects(report({ receipt: { ...receipt, date: plainDate('2027-01-01') } }), {
    code: 'RECEIPT_IMPLAUSIBLE',
  });
  await assert.rejects(report({ receipt: { ...receipt, date: plainDate('2020-01-01') } }), {
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
  const certificates = await world.certificatesOf(cardId);
  assert.ok(certificates.every(({ state }) => state === 'REVOKED'));
  await assert.rejects(openReactivation(world, cardId), { code: 'STATE_FORBIDS' });
  const { acts } = await world.person('person-8');
  assert.deepEqual(
    acts.map(({ act }) => act),
    ['collect', 'open-form'],
  );
});

test('FEE-01, LOS-05 a card lost at home needs no police; without certificates the new one costs ¥800', async () => {
  const { card } = await heldCard(world, 4);
  assert.equal((await currentCardOf(world, 4)).cardId, card.cardId);
  const answer = await reportLoss(world, card.cardId, { withCertificates: false });
  assert.deepEqual([answer.state, answer.fee.total], ['ABOLISHED', 800]);
});

test('ROL-01 a found card is collected, and destroyed by two persons', async () => {
  const [card] = await world.query((tx) => world.cards.ofPerson(tx, 'person-8'));
  assert.ok(card);
  const { cardId, chipSerial, version } = card;
  await world.call(CLERK, 'POST', `/api/office/cards/${cardId}/collect`, { version, reason: 'found' });
  await world.platform.jobs.settled();
  assert.equal(world.tray.placeOf(chipSerial), 'returned');
  const kept = async (clerk = CLERK) => {
    const { items } = await world.call<KeptCardsAnswer>(clerk, 'GET', '/api/office/kept-cards');
    return items.map((one) => [one.cardSerial, one.why, one.proposed]);
  };
  assert.deepEqual(await kept(), [[chipSerial, 'collected', false]]);
  assert.deepEqual(await kept(FAR_CLERK), []);
  const propose = { version: version + 1, reason: 'ended' };
  const url = `/api/office/cards/${cardId}/destruction`;
  const proposed = await world.call<DestructionAnswer>(CLERK, 'POST', url, propose);
  await assert.rejects(world.call(CLERK, 'POST', url, propose), { code: 'PROPOSAL_OPEN' });
  assert.deepEqual(await kept(), [[chipSerial, 'collected', true]]);
  const approve = `/api/office/destructions/${proposed.id}/approve`;
  const { version: first, digest } = proposed;
  const seen = { version: first, digest };
  // The matrix gives the second word to a supervisor (§9): not to the proposer, nor to any other clerk.
  for (const clerk of [CLERK, OTHER_CLERK]) {
    await assert.rejects(world.call(clerk, 'POST', approve, seen), { code: 'NOT_ALLOWED' });
  }
  const proposer = { ...SUPERVISOR, id: CLERK.id };
  await assert.rejects(world.call(proposer, 'POST', approve, seen), {
    code: 'SAME_PERSON',
  });
  for (const other of [
    { ...seen, version: 2 },
    { ...seen, digest: 'of-another-card' },
  ]) {
    await assert.rejects(world.call(SUPERVISOR, 'POST', approve, other), { code: 'CHANGED_MEANWHILE' });
  }
  assert.equal((await world.cardOf(cardId)).state, 'COLLECTED');
  await world.call(SUPERVISOR, 'POST', approve, seen);
  await world.platform.jobs.settled();
  assert.equal((await world.cardOf(cardId)).state, 'DESTROYED');
  assert.equal(world.tray.placeOf(chipSerial), undefined);
  assert.deepEqual(await kept(), []);
  // A card that waits for its holder is kept until every deadline is over (NTC-03).
  const waiting = await readyCard(world, 9);
  await assert.rejects(
    world.call(CLERK, 'POST', `/api/office/cards/${waiting.card.cardId}/destruction`, {
      version: waiting.card.version,
      reason: 'no room',
    }),
    { code: 'DESTRUCTION_NOT_DUE' },
  );
  assert.deepEqual(await kept(), []);
});

test('§9 nobody but clerk and supervisor reaches the office, and the call centre has no way to give anything back', async () => {
  const kinds = Object.keys(ACTORS) as ActorKind[];
  for (const kind of kinds.filter((one) => one !== 'clerk' && one !== 'supervisor')) {
    const stranger = { kind, id: `person-${kind}`, name: 'x', office: '99101' };
    // A session of a resident is none of staff.
    const code = kind === 'resident' ? 'LOGIN_NEEDED' : 'NOT_ALLOWED';
    await assert.rejects(world.call(stranger, 'GET', '/api/office/overview'), { code }, kind);
  }
  const forCallCentre = world.routes.filter(
    ({ access }) => typeof access === 'object' && access.staff.includes('call-centre'),
  );
  assert.deepEqual(
    forCallCentre.map(({ method, url }) => `${method} ${url}`),
    ['POST /api/call-centre/calls', 'POST /api/call-centre/calls/:id/suspend', 'GET /api/call-centre/calls'],
  );
});
