// Cards that nobody picks up: what the country sets is what holders are told and what time does (NTC-03, NTC-04).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addDays, addMonths, jstDate, type PlainDate, startOfDayJst } from '@mibun/rules';
import { CLERK, type CounterWorld, openCounterWorld } from '../../../testing/counter.ts';
import { readyCard } from '../../../testing/visits.ts';

const PICK_UP = { firstMonths: 2, reminderMonths: 1, destroyAfterMonths: 5 };

let world: CounterWorld;
before(async () => {
  world = await openCounterWorld({ country: { pickUp: PICK_UP } });
});
after(() => world.close());

/** The clock at noon of a day, and what time does then. */
async function on(day: PlainDate): Promise<void> {
  const noon = startOfDayJst(day).getTime() + 12 * 3_600_000;
  world.platform.clock.advance(noon - world.platform.clock.now().getTime());
  await world.counter.remindDue(world.platform.clock.now());
}

const lettersOf = (caseId: string) =>
  world.query(async (tx) =>
    (await world.notices.letters(tx, { caseId }))
      .filter(({ kind }) => kind === 'issue-notice' || kind === 'pick-up-reminder')
      .map(({ kind, params }) => [kind, params.deadline])
      .toReversed(),
  );
const stateOf = (id: string) => world.query(async (tx) => (await world.applications.get(tx, id)).state);

test('NTC-03, NTC-04 first deadline, reminder, second deadline and the end of waiting are those of the country', async () => {
  const { application, card } = await readyCard(world, 1);
  const other = await readyCard(world, 2);
  const noticed = jstDate(world.platform.clock.now());
  const first = addMonths(noticed, 2);
  const propose = () =>
    world.call(CLERK, 'POST', `/api/office/cards/${card.cardId}/destruction`, {
      version: card.version,
      reason: 'nobody came',
    });

  await on(first);
  assert.deepEqual(await lettersOf(application.id), [['issue-notice', first]], 'the last day is not over');

  const reminded = addDays(first, 1);
  await on(reminded);
  const second = addMonths(reminded, 1);
  assert.deepEqual(await lettersOf(application.id), [
    ['issue-notice', first],
    ['pick-up-reminder', second],
  ]);
  const [shown] = (await world.person('person-1')).applications;
  assert.equal(shown?.deadline, second, 'the office sees the second deadline');
  await on(addDays(reminded, 1));
  assert.equal((await lettersOf(application.id)).length, 2, 'nobody is reminded twice');

  await on(addDays(second, 1));
  assert.equal(
    await stateOf(application.id),
    'READY',
    'five months since application and notice are not over',
  );
  await assert.rejects(propose(), { code: 'DESTRUCTION_NOT_DUE' });

  const end = addDays(addMonths(noticed, 5), 1);
  await on(addDays(end, -1));
  assert.equal(await stateOf(application.id), 'READY');
  await on(end);
  assert.equal(await stateOf(application.id), 'UNCLAIMED');
  assert.equal(await stateOf(other.application.id), 'UNCLAIMED');
  await propose();
  assert.equal(await world.counter.remindDue(world.platform.clock.now()), 0, 'nothing is left to do');
});
