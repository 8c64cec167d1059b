import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFrom, withRead } from './read-mails.ts';

test('a mail that was opened stays read, and is noted once', () => {
  const read = withRead(withRead(withRead([], 3), 5), 3);
  assert.deepEqual(read, [3, 5]);
  assert.deepEqual(readFrom(JSON.stringify(read)), [3, 5]);
});

test('what somebody else has left in the store is nothing', () => {
  for (const odd of [null, '', '{', '{}', '"3"', '["3", null]']) assert.deepEqual(readFrom(odd), []);
});

test('the list does not grow for ever', () => {
  const many = Array.from({ length: 600 }, (_, id) => id).reduce(withRead, [] as readonly number[]);
  assert.equal(many.length, 500);
  assert.ok(many.includes(599));
});
