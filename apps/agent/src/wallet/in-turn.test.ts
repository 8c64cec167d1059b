import assert from 'node:assert/strict';
import { test } from 'node:test';
import { turns } from './in-turn.ts';

test('one thing at a time for each key, in order; a failure keeps nobody else waiting', async () => {
  const queues = turns();
  const log: string[] = [];
  const first = Promise.withResolvers<void>();
  const failing = queues.take('a', async () => {
    await first.promise;
    throw new Error('first');
  });
  const second = queues.take('a', async () => log.push('a2'));
  await queues.take('b', async () => log.push('b'));
  assert.deepEqual(log, ['b']);
  first.resolve();
  await assert.rejects(failing, /first/);
  await second;
  await queues.done();
  assert.deepEqual(log, ['b', 'a2']);
});
