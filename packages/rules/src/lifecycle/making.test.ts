import assert from 'node:assert/strict';
import { test } from 'node:test';
import { walkLifecycle } from '../../testing/engine.ts';
import { MAKING } from './making.ts';

const ALLOWED = `
  - enter WAITING: card-operator system
  WAITING begin MAKING: system
  MAKING pass PASSED: system
  MAKING fail FAILED: card-operator system
  WAITING discard DISCARDED: card-operator system
  MAKING discard DISCARDED: card-operator system
  PASSED discard DISCARDED: card-operator system
  PASSED ship SHIPPED: card-operator
`;

test('PRD-01 making: every state, event and actor, allowed or refused', () => {
  assert.equal(walkLifecycle(MAKING, ALLOWED), 7 * 6 * 17);
});

test('PRD-03 whatever ends without leaving is destroyed, and nothing else is', () => {
  for (const { to, effects } of MAKING.transitions) {
    assert.equal(effects.includes('destroy-card-record'), to === 'FAILED' || to === 'DISCARDED', to);
    assert.equal(effects.includes('shred-chip'), to === 'FAILED' || to === 'DISCARDED', to);
  }
});
