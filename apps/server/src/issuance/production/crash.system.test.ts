import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  approvedApplication,
  CLERK,
  dyingAfter,
  openTestWorld,
  type TestWorld,
} from '../../../testing/production.ts';
import { benchOn, dyingAt } from '../../../testing/production-bench.ts';
import { MAKING_STEPS, makeCard } from './make/make-card.ts';
import type { Step } from './make/work.ts';
import { STEP_NAMES } from './steps.ts';
import { findMaking, stepsOf } from './store.ts';

const ADULT = { birthDate: '1990-03-04' };
const CHILD = { birthDate: '2014-05-06', name: '見本　一郎', municipality: '99102' };

let world: TestWorld;
const { query, inTransaction, open, madeCard, ship } = benchOn(() => world);

before(async () => {
  world = await openTestWorld();
});
after(() => world.close());

test('INC-05 a crash before or after every step leaves a card that is finished by going on', async () => {
  const [makingId = ''] = await open(await approvedApplication(world, 3, ADULT));
  for (const name of STEP_NAMES) {
    for (const when of ['before', 'after'] as const) {
      const over = name === 'check-quality' && when === 'after';
      await assert.rejects(makeCard(world.context, makingId, dyingAt(name, when)), {
        message: `died ${when} ${name}`,
      });
      const { state } = await query((tx) => findMaking(tx, { makingId }));
      assert.equal(state, over ? 'PASSED' : 'MAKING');
      const done = await query((tx) => stepsOf(tx, [makingId]));
      assert.equal(done.length, STEP_NAMES.indexOf(name), `${name} is not on record`);
    }
  }
  const { making, card } = await madeCard(makingId);
  const issued = await query((tx) => world.certificates.ofCard(tx, card.cardId));
  assert.equal(issued.length, 2);
  assert.equal(world.tray.list().filter(({ serial }) => serial === making.chipSerial).length, 1);
  const history = await query((tx) => world.cards.history(tx, card.cardId));
  assert.deepEqual(
    history.map(({ event }) => event),
    ['produce'],
  );
  await ship(making);
});

test('INC-05 a chip that dies in the middle of a step, ever a little later, is finished by going on', async () => {
  const [makingId = ''] = await open(await approvedApplication(world, 4, CHILD));
  let deaths = 0;
  for (let commands = 0; ; commands += 3) {
    const context = dyingAfter(world.context, commands);
    try {
      await makeCard(context, makingId);
      break;
    } catch (error) {
      assert.ok(context.sent() > commands, `not the injected crash: ${String(error)}`);
      deaths++;
    }
  }
  assert.ok(deaths > 12, `${deaths} deaths`);
  const { making, card } = await madeCard(makingId);
  assert.equal(making.state, 'PASSED');
  assert.equal((await query((tx) => world.certificates.ofCard(tx, card.cardId))).length, 1);
  await ship(making);
});

test('APP-10 whatever step is under way when the application is withdrawn, nothing of the card is left', async () => {
  for (const [at, [name, when]] of (
    [
      ['allocate-chip', 'before'],
      ['create-card-record', 'before'],
      ['issue-certificates', 'before'],
      ['write-visual', 'after'],
      ['check-quality', 'before'],
    ] as const
  ).entries()) {
    const application = await approvedApplication(world, 22 + at, ADULT);
    const [makingId = ''] = await open(application);
    const withdraw = () =>
      inTransaction((tx) => world.applications.move(tx, application.id, 'withdraw', CLERK));
    const interrupted = MAKING_STEPS.map(
      (step): Step => ({
        name: step.name,
        async run(work) {
          if (step.name === name && when === 'before') await withdraw();
          await step.run(work);
          if (step.name === name && when === 'after') await withdraw();
        },
      }),
    );
    await makeCard(world.context, makingId, interrupted);
    const making = await query((tx) => findMaking(tx, { makingId }));
    assert.deepEqual([making.state, making.problem], ['DISCARDED', null], name);
    await world.platform.jobs.settled();
    assert.equal(world.tray.placeOf(making.chipSerial), undefined, name);
    const card = await query((tx) => world.cards.byChipSerial(tx, making.chipSerial));
    if (!card) continue;
    assert.equal(card.state, 'DESTROYED', name);
    const issued = await query((tx) => world.certificates.ofCard(tx, card.cardId));
    assert.deepEqual(
      issued.filter(({ state }) => state !== 'REVOKED'),
      [],
      name,
    );
  }
});
