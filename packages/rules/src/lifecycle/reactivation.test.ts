import assert from 'node:assert/strict';
import { test } from 'node:test';
import { walkLifecycle } from '../../testing/engine.ts';
import { checkLifecycle } from './engine.ts';
import { REACTIVATION } from './reactivation.ts';

const ALLOWED = `
  - open OPENED: clerk
  OPENED resume OPENED: clerk
  OPENED prove-chip OPENED: clerk
  OPENED write-signature OPENED: clerk
  OPENED complete COMPLETED: clerk
  OPENED cancel CANCELLED: clerk supervisor
`;

test('LOS-07 reactivation: every state, event and actor; nobody but a clerk begins or completes one', () => {
  assert.deepEqual(checkLifecycle(REACTIVATION), []);
  assert.equal(walkLifecycle(REACTIVATION, ALLOWED), 4 * 6 * 17);
});
