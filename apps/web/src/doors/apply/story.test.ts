import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApplicationState } from './story.ts';
import { ordinaryWay, storyOf } from './story.ts';

const at = (day: number) => `2026-11-${day}T00:00:00.000Z`;
const timeline = (...states: readonly ApplicationState[]) =>
  states.map((state, index) => ({ state, at: at(index + 10), label: { ja: '', en: '' } }));
const told = (state: ApplicationState, ...states: readonly ApplicationState[]) =>
  storyOf({ state, timeline: timeline(...states) }).map((step) => `${step.tense} ${step.state}`);

test('the past is dated, the present explained, the rest of the way promised', () => {
  const story = storyOf({ state: 'SHIPPED', timeline: timeline('RECEIVED', 'SCREENING', 'SHIPPED') });
  assert.deepEqual(
    story.map(({ tense, state, at: when }) => [tense, state, when]),
    [
      ['past', 'RECEIVED', at(10)],
      ['past', 'SCREENING', at(11)],
      ['present', 'SHIPPED', at(12)],
      ['next', 'AT_MUNICIPALITY', undefined],
      ['next', 'READY', undefined],
      ['next', 'HANDED_OVER', undefined],
    ],
  );
});

test('PHO-05 after a defect the screening comes again', () => {
  const story = told('DEFECT', 'RECEIVED', 'SCREENING', 'DEFECT');
  assert.deepEqual(story.slice(2, 4), ['present DEFECT', 'next SCREENING']);
});

test('nothing is promised after an end', () => {
  for (const end of ['WITHDRAWN', 'CANCELLED', 'LOCKED', 'DESTROYED', 'HANDED_OVER'] as const)
    assert.deepEqual(told(end, 'RECEIVED', end), ['past RECEIVED', `present ${end}`]);
});

test('every stage of the way tells the whole way once', () => {
  ordinaryWay.forEach((state, index) => {
    assert.equal(told(state, ...ordinaryWay.slice(0, index + 1)).length, ordinaryWay.length);
  });
});

test('an unused form has no story', () => {
  assert.deepEqual(storyOf({ state: null, timeline: [] }), []);
});
