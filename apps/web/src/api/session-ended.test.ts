import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noteSessionEnded, onSessionEnded } from './session-ended.ts';

test('whoever shows a session hears that it has ended, until they are gone', () => {
  let heard = 0;
  const stop = onSessionEnded(() => {
    heard++;
    stop();
  });
  noteSessionEnded();
  noteSessionEnded();
  assert.equal(heard, 1);
});
