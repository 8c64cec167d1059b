import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { approvedApplication, OPERATOR, openTestWorld, type TestWorld } from '../../../testing/production.ts';
import { benchOn } from '../../../testing/production-bench.ts';
import { MAKING_STEPS, makeCard } from './make/make-card.ts';
import type { Step } from './make/work.ts';
import { STEP_NAMES } from './steps.ts';
import { findMaking, stepsOf } from './store.ts';

const ADULT = { birthDate: '1990-03-04' };

let world: TestWorld;

before(async () => {
  world = await openTestWorld();
});
after(() => world.close());

const { query, inTransaction, applicationOf, open } = benchOn(() => world);

test('the first staff cards are made, checked and shipped at once, once', async () => {
  const application = await approvedApplication(world, 40, ADULT);
  const card = await world.production.api.makeCardNow(application.id, OPERATOR);
  assert.equal((await applicationOf(application.id)).state, 'SHIPPED');
  assert.equal((await world.production.api.makeCardNow(application.id, OPERATOR)).cardId, card.cardId);
});

test('a system that is being stopped leaves a card after the step at hand, with no problem on record, and goes on later', async () => {
  const application = await approvedApplication(world, 41, ADULT);
  const stopping = new AbortController();
  const asked = MAKING_STEPS.map(
    (step): Step => ({
      name: step.name,
      run: async (work) => {
        if (step.name === 'generate-keys') stopping.abort();
        await step.run(work);
      },
    }),
  );
  const [makingId = ''] = await open(application);
  const left = async () => {
    const { state, problem } = await query((tx) => findMaking(tx, { makingId }));
    const steps = await query((tx) => stepsOf(tx, [makingId]));
    return { state, problem, steps: steps.map(({ step }) => step) };
  };
  await assert.rejects(makeCard(world.context, makingId, asked, stopping.signal), { name: 'AbortError' });
  const steps = STEP_NAMES.slice(0, STEP_NAMES.indexOf('generate-keys') + 1);
  assert.deepEqual(await left(), { state: 'MAKING', problem: null, steps });
  // The ceremony of the first cards, too, begins nothing more.
  const { makeCardNow } = world.production.api;
  await assert.rejects(makeCardNow(application.id, OPERATOR, { stopping: stopping.signal }), {
    name: 'AbortError',
  });
  assert.deepEqual(await left(), { state: 'MAKING', problem: null, steps });
  await makeCardNow(application.id, OPERATOR);
  assert.equal((await applicationOf(application.id)).state, 'SHIPPED');
});

test('a card is carried to the place asked for last, whatever order the jobs run in', async () => {
  const [card] = await query((tx) => world.cards.ofPerson(tx, 'person-40'));
  const serial = card?.chipSerial ?? '';
  await inTransaction(async (tx) => {
    await world.production.api.carry(tx, serial, 'office:99101');
    await world.production.api.carry(tx, serial, 'wallet');
  });
  await world.platform.jobs.settled();
  assert.equal(world.tray.placeOf(serial), 'wallet');
});
