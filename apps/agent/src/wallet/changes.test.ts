import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchChanges } from './changes.ts';

test('who has seen the latest waits for the next change; who has not is told at once', async () => {
  const changes = watchChanges();
  const waiting = [changes.after(0), changes.after(0)];
  changes.happened();
  assert.deepEqual(await Promise.all(waiting), [1, 1]);
  changes.happened();
  assert.equal(await changes.after(1), 2);
});
