import assert from 'node:assert/strict';
import { test } from 'node:test';
import { movableClock } from '../../platform/index.ts';
import { countersOn } from './counters.ts';

test('answers are counted by how they came about and by full minute; refusals are no answers', () => {
  const clock = movableClock(new Date('2026-11-22T03:00:30Z'));
  const counters = countersOn(clock);
  counters.begin();
  const count = (...outcomes: ('cached' | 'live' | 'refused')[]) => {
    for (const outcome of outcomes) counters.count(outcome, clock.now().getTime());
  };
  clock.advance(10_000);
  count('cached', 'live', 'cached', 'refused');
  clock.advance(60_000);
  count('cached');
  const { perMinute, sinceStart, ...totals } = counters.figures();
  assert.deepEqual(totals, { answers: 4, cached: 3, live: 1, refused: 1 });
  assert.deepEqual(sinceStart, new Date('2026-11-22T03:00:30Z'));
  assert.equal(perMinute.length, 60);
  assert.deepEqual(perMinute.at(-1), { minute: new Date('2026-11-22T03:00:00Z'), answers: 3 });
  clock.advance(61 * 60_000);
  count('live');
  assert.ok(counters.figures().perMinute.every(({ answers }) => answers === 0));
});
