import assert from 'node:assert/strict';
import { test } from 'node:test';
import { walkLifecycle } from '../../testing/engine.ts';
import { reachable } from './engine.ts';
import { HANDOVER } from './handover.ts';

const ALLOWED = `
  - open OPENED: clerk
  OPENED approve OPENED: supervisor
  OPENED resume OPENED: clerk
  CHIP_PREPARED resume CHIP_PREPARED: clerk
  PINS_SET resume PINS_SET: clerk
  CHIP_WRITTEN resume CHIP_WRITTEN: clerk
  OPENED prepare-chip CHIP_PREPARED: clerk
  CHIP_PREPARED set-pins PINS_SET: resident guardian clerk
  PINS_SET write-chip CHIP_WRITTEN: clerk system
  CHIP_WRITTEN write-chip CHIP_WRITTEN: clerk system
  CHIP_WRITTEN confirm CONFIRMED: clerk system
  CONFIRMED complete COMPLETED: clerk system
  OPENED cancel CANCELLED: clerk supervisor timer
  CHIP_PREPARED cancel CANCELLED: clerk supervisor timer
  PINS_SET cancel CANCELLED: clerk supervisor timer
  CHIP_WRITTEN cancel CANCELLED: supervisor
`;

test('§10.2 hand-over: every state, event and actor, allowed or refused', () => {
  assert.equal(walkLifecycle(HANDOVER, ALLOWED), 8 * 9 * 17);
});

test('INC-05 from every open state the hand-over can still be completed; once confirmed it cannot be cancelled', () => {
  for (const state of ['OPENED', 'CHIP_PREPARED', 'PINS_SET', 'CHIP_WRITTEN', 'CONFIRMED'] as const) {
    assert.ok(reachable(HANDOVER, state).has('COMPLETED'), state);
  }
  assert.equal(reachable(HANDOVER, 'CONFIRMED').has('CANCELLED'), false);
});
