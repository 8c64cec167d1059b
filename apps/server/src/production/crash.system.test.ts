import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { benchOn, dyingAt } from './bench.testing.ts';
import { makeCard } from './make/make-card.ts';
import { STEP_NAMES } from './steps.ts';
import { findMaking, stepsOf } from './store.ts';
import { approvedApplication, dyingAfter, openTestWorld, type TestWorld } from './testing.ts';

const ADULT = { birthDate: '1990-03-04' };
const CHILD = { birthDate: '2014-05-06', name: '見本　一郎', municipality: '99102' };

let world: TestWorld;
const { query, open, madeCard, ship } = benchOn(() => world);

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
