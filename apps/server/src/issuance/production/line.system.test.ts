import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { FILES } from '@mibun/card';
import type { IssuerChannel } from '@mibun/reader';
import {
  approvedApplication,
  CLERK,
  numberOf,
  OPERATOR,
  openTestWorld,
  type TestWorld,
} from '../../../testing/production.ts';
import { benchOn, dyingAt } from '../../../testing/production-bench.ts';
import { openHttp } from '../../platform/index.ts';
import type { Card } from '../cards/index.ts';
import { startBatch } from './batch.ts';
import { PRODUCTION_LINE } from './life.ts';
import { MAKING_STEPS, makeCard } from './make/make-card.ts';
import type { Step } from './make/work.ts';
import type { BatchAnswer, OverviewAnswer } from './schemas.ts';
import type { StepName } from './steps.ts';
import { findMaking, gatesOf, listIncidents, makingsOfBatch } from './store.ts';

/** What goes wrong on the line, two operators at it at once, and what the operator's desk shows of it. */

const ADULT = { birthDate: '1990-03-04' };

let world: TestWorld;

before(async () => {
  world = await openTestWorld();
  // Somebody else's card, made right.
  await world.production.api.makeCardNow((await approvedApplication(world, 1, ADULT)).id, OPERATOR);
});
after(() => world.close());

const { query, inTransaction, applicationOf, open, madeCard, ship, issuerOf } = benchOn(() => world);

test('PRD-03 a card that fails a gate is destroyed with a two-person record, with an incident, and waits to be made again', async () => {
  const wrongs: readonly {
    readonly after: StepName;
    readonly gates: readonly string[];
    readonly spoil: (issuer: IssuerChannel, other: Card) => Promise<void>;
  }[] = [
    {
      after: 'write-visual',
      gates: ['attributes', 'issuer-signatures', 'photo'],
      async spoil(issuer, other) {
        // The face of another card: INC-03, a picture that belongs to somebody else.
        const source = world.tray.insert(other.chipSerial);
        const face = await (await issuerOf(source, other.chipSerial)).readBack('visual', FILES.visual.face);
        await source.close();
        await issuer.storeFile('visual', FILES.visual.face, face);
      },
    },
    {
      after: 'issue-certificates',
      gates: ['keys'],
      spoil: async (issuer) => {
        await issuer.generateKeyPair('jpki', FILES.jpki.authenticationKey);
      },
    },
    {
      after: 'set-codes',
      gates: ['secrets-unset'],
      spoil: (issuer) => issuer.setCredential('jpki', FILES.jpki.authenticationPin, Buffer.from('1234')),
    },
    {
      after: 'write-text',
      gates: ['number', 'issuer-signatures'],
      spoil: (issuer) =>
        issuer.storeFile(
          'text',
          FILES.text.number,
          Buffer.from(`\xff\x10\x0c${numberOf(99)}\xff\xff`, 'latin1'),
        ),
    },
  ];
  const [other] = await query((tx) => world.cards.ofPerson(tx, 'person-1'));
  for (const [index, { after: at, gates, spoil }] of wrongs.entries()) {
    const application = await approvedApplication(world, 10 + index, ADULT);
    const [makingId = ''] = await open(application);
    const spoiled = MAKING_STEPS.map((step) =>
      step.name !== at
        ? step
        : {
            ...step,
            async run(work: Parameters<Step['run']>[0]) {
              await step.run(work);
              await work.withChip((issuer) => spoil(issuer, other as Card));
            },
          },
    );
    await makeCard(world.context, makingId, spoiled);
    const { making, card } = await madeCard(makingId);
    const failed = (await query((tx) => gatesOf(tx, [makingId]))).filter(({ ok }) => !ok);
    assert.deepEqual(new Set(failed.map(({ gate }) => gate)), new Set(gates));
    assert.equal(JSON.stringify(failed).includes(numberOf(99)), false);
    assert.deepEqual([making.state, card.state], ['FAILED', 'DESTROYED']);
    assert.equal((await applicationOf(application.id)).state, 'APPROVED');
    const issued = await query((tx) => world.certificates.ofCard(tx, card.cardId));
    assert.deepEqual(
      issued.map(({ state, reason }) => `${state} ${reason}`),
      ['REVOKED unspecified', 'REVOKED unspecified'],
    );
    const incident = (await query((tx) => listIncidents(tx, 100))).find(
      (found) => found.makingId === makingId,
    );
    assert.equal(incident?.kind, 'quality-gate');
    const log = await query((tx) => world.platform.audit.list(tx, { subject: card.personId }));
    const destroyed = log.find(({ action }) => action === 'cards.destroy');
    assert.deepEqual([destroyed?.actor.id, destroyed?.detail?.second], [OPERATOR.actor.id, PRODUCTION_LINE]);
    const told = log.filter(({ action }) => action === 'production.fail');
    assert.deepEqual(
      told.map(({ detail }) => [detail?.makingId, detail?.kind]),
      [[makingId, 'quality-gate']],
    );
    const life = await query((tx) => world.context.life.history(tx, makingId));
    assert.deepEqual(
      life.map(({ event, actorKind, rule }) => [event, actorKind, rule]),
      [
        ['enter', 'card-operator', 'PRD-01'],
        ['begin', 'system', 'PRD-01'],
        ['fail', 'card-operator', 'PRD-03'],
      ],
    );
    await world.platform.jobs.settled();
    assert.equal(world.tray.placeOf(making.chipSerial), undefined);
    // Out of the way of the tests below: their owners no longer want them.
    await inTransaction((tx) =>
      world.applications.move(tx, application.id, 'withdraw', { ...CLERK, reason: 'end of this case' }),
    );
  }
});

test('APP-10 a card whose application is withdrawn while it is made never leaves', async () => {
  const application = await approvedApplication(world, 20, ADULT);
  const [makingId = ''] = await open(application);
  await assert.rejects(makeCard(world.context, makingId, dyingAt('write-text', 'after')));
  await inTransaction((tx) => world.applications.move(tx, application.id, 'withdraw', CLERK));
  const { making, card } = await madeCard(makingId);
  assert.deepEqual([making.state, card.state], ['DISCARDED', 'DESTROYED'], 'with the withdrawal itself');
  await makeCard(world.context, makingId);
  await world.platform.jobs.settled();
  assert.equal(world.tray.placeOf(making.chipSerial), undefined);

  const late = await approvedApplication(world, 21, ADULT);
  const [lateId = ''] = await open(late);
  await makeCard(world.context, lateId);
  await inTransaction((tx) => world.applications.move(tx, late.id, 'withdraw', CLERK));
  const passed = await madeCard(lateId);
  assert.deepEqual([passed.making.state, passed.card.state], ['DISCARDED', 'DESTROYED']);
  await assert.rejects(ship(passed.making), { code: 'PRODUCTION_NOTHING_TO_SHIP' });
});

test('PRD-05 a card that has left the factory cannot be brought into operation once its application is withdrawn', async () => {
  const application = await approvedApplication(world, 28, ADULT);
  const card = await world.production.api.makeCardNow(application.id, OPERATOR);
  await inTransaction((tx) => world.applications.move(tx, application.id, 'withdraw', CLERK));
  const states = async () =>
    (await query((tx) => world.certificates.ofCard(tx, card.cardId))).map(
      ({ state, reason }) => `${state} ${reason}`,
    );
  assert.deepEqual(await states(), ['REVOKED unspecified', 'REVOKED unspecified']);

  const late = await approvedApplication(world, 29, ADULT);
  const handed = await world.production.api.makeCardNow(late.id, OPERATOR);
  const act = { ...CLERK, purpose: 'hand-over' as const };
  await inTransaction(async (tx) => {
    await world.cards.receive(tx, handed.cardId, act);
    await world.cards.beginActivation(tx, handed.cardId, act);
  });
  await assert.rejects(
    inTransaction((tx) => world.applications.move(tx, late.id, 'withdraw', CLERK)),
    { code: 'PRODUCTION_CARD_BEING_HANDED_OVER' },
  );
});

test('PRD-01 two operators who start a batch at once never take one application twice; express goes first', async () => {
  const waiting = [
    await approvedApplication(world, 30, ADULT),
    await approvedApplication(world, 31, ADULT),
    await approvedApplication(world, 32, { ...ADULT, cause: 'lost' }),
  ];
  const outcomes = await Promise.allSettled([
    startBatch(world.context, OPERATOR),
    startBatch(world.context, OPERATOR),
    startBatch(world.context, OPERATOR),
  ]);
  const started = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const makings = [];
  for (const { batchId } of started) makings.push(...(await query((tx) => makingsOfBatch(tx, batchId))));
  assert.deepEqual(
    makings.map(({ application }) => application),
    [waiting[2], waiting[0], waiting[1]].map((application) => application?.id),
  );
  assert.equal(new Set(makings.map(({ chipSerial }) => chipSerial)).size, 3);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') assert.equal(outcome.reason.code, 'PRODUCTION_NOTHING_APPROVED');
  }
  await world.platform.jobs.settled();
});

test('HTTP: the operator sees, ships and looks at faces; others do not; the number leaves only for the printer', async () => {
  const app = await openHttp(world.platform);
  world.production.routes(app);
  const session = async (role: 'card-operator' | 'clerk') => {
    const { token, session: started } = await inTransaction((tx) =>
      world.platform.sessions.start(tx, {
        audience: 'staff',
        personId: `person-${role}`,
        name: '製造 太郎',
        role,
        cardId: 'card-staff',
      }),
    );
    return { cookie: `mibun_staff=${token}`, 'x-csrf-token': started.csrfToken };
  };
  const operator = await session('card-operator');
  const call = (method: 'GET' | 'POST', url: string, payload?: object, headers = operator) =>
    app.inject({ method, url: `/api/production${url}`, headers, ...(payload && { payload }) });
  try {
    assert.equal((await call('GET', '/overview', undefined, await session('clerk'))).statusCode, 403);
    assert.equal((await call('POST', '/batches')).json().code, 'PRODUCTION_NOTHING_APPROVED');
    const seen: OverviewAnswer = (await call('GET', '/overview')).json();
    assert.equal(seen.approved.count, 0);
    assert.equal(seen.incidents.length, 6);

    const list = (await call('GET', '/batches')).json();
    const ready = list.items.find(({ state }: { state: string }) => state === 'READY');
    const detail: BatchAnswer = (await call('GET', `/batches/${ready.batchId}`)).json();
    const [first] = detail.cards;
    assert.equal(
      first?.gates.every(({ ok }) => ok),
      true,
    );
    assert.equal(JSON.stringify([list, detail, seen]).includes('見本　花子'), false);

    const face = await call('GET', `/cards/${first?.cardId}/back.png`);
    assert.equal(face.headers['content-type'], 'image/png');
    const pdf = await call('GET', `/cards/${first?.cardId}/faces.pdf`);
    assert.equal(pdf.rawPayload.subarray(0, 5).toString(), '%PDF-');
    const { personId } = await query((tx) => findMaking(tx, { makingId: first?.makingId ?? '' }));
    const log = await query((tx) => world.platform.audit.list(tx, { subject: personId, limit: 4 }));
    assert.deepEqual(
      log.map(({ action, actor }) => `${action} ${actor.id}`),
      [
        'vault.read-number person-card-operator',
        'residents.read person-card-operator',
        'production.look-at-card person-card-operator',
        'residents.read system:production',
      ],
    );

    const shipIt = (version: number) => call('POST', `/batches/${ready.batchId}/ship`, { version });
    assert.equal((await shipIt(detail.version + 1)).json().code, 'CHANGED_MEANWHILE');
    assert.equal((await shipIt(detail.version)).statusCode, 200);
    const lots = (await call('GET', `/batches/${ready.batchId}/lots`)).json();
    assert.equal(lots.lots[0].chipSerials.length, 3);
    assert.equal((await call('GET', `/cards/${first?.cardId}/faces.pdf`)).json().code, 'STATE_FORBIDS');
    assert.equal((await call('GET', '/batches/batch-nothing')).json().code, 'NOT_FOUND');
  } finally {
    await app.close();
  }
});
