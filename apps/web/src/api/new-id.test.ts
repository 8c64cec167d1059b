import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from './new-id.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('an id is a UUID, also where there is no randomUUID', () => {
  const bare = { getRandomValues: crypto.getRandomValues.bind(crypto) };
  const ids = Array.from({ length: 200 }, () => newId(bare));
  for (const id of [...ids, newId()]) assert.match(id, UUID);
  assert.equal(new Set(ids).size, ids.length);
});
