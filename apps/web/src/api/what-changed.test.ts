import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whatChanged } from './what-changed.ts';

const label = (en: string) => ({ ja: `${en}（日本語）`, en });

test('a thing whose state is another one now is named with both words', () => {
  const before = { handoverId: 'h-1', state: 'CONFIRMED', label: label('to be given') };
  const after = { handoverId: 'h-1', state: 'COMPLETED', label: label('handed over') };
  assert.deepEqual(whatChanged(before, after), [{ was: label('to be given'), now: label('handed over') }]);
  assert.deepEqual(whatChanged(before, before), []);
});

test('in lists things are found by what they are, wherever they stand now', () => {
  const card = (cardId: string, state: string) => ({ cardId, state, label: label(state) });
  const before = { person: { cards: [card('a', 'ACTIVE'), card('b', 'AT_OFFICE')] } };
  const after = { person: { cards: [card('new', 'ACTIVE'), card('b', 'DESTROYED'), card('a', 'ACTIVE')] } };
  assert.deepEqual(
    whatChanged(before, after).map(({ was, now }) => [was.en, now.en]),
    [['AT_OFFICE', 'DESTROYED']],
  );
});

test('what is gone, has no words, or is no thing at all is passed over', () => {
  assert.deepEqual(whatChanged({ items: [{ id: 1, state: 'A', label: label('A') }] }, { items: [] }), []);
  assert.deepEqual(whatChanged({ state: 'READY' }, { state: 'SHIPPED' }), []);
  assert.deepEqual(whatChanged(undefined, { state: 'A' }), []);
  assert.deepEqual(whatChanged(null, null), []);
});
