import assert from 'node:assert/strict';
import { test } from 'node:test';
import { walkLifecycle } from './engine.testing.ts';
import { SIGNING } from './signing.ts';

const ALLOWED = `
  - upload uploaded: resident
  uploaded prepare prepared: resident
  prepared prepare prepared: resident
  prepared complete signed: resident
  uploaded expire over: timer
  prepared expire over: timer
`;

test('USE-03 signing: every state, event and actor, allowed or refused', () => {
  assert.equal(walkLifecycle(SIGNING, ALLOWED), 5 * 4 * 17);
});

test('an uploaded document goes with its ceremony, and every end is scheduled with what begins it', () => {
  for (const { event, effects } of SIGNING.transitions) {
    assert.equal(effects.includes('delete-document'), event === 'expire', event);
    assert.equal(effects.includes('schedule-end'), event === 'upload' || event === 'complete', event);
  }
});
