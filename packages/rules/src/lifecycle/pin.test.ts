import assert from 'node:assert/strict';
import { test } from 'node:test';
import { walkLifecycle } from '../../testing/engine.ts';
import { PIN } from './pin.ts';

const ALLOWED = `
  - clear UNSET: card-operator system
  UNSET let-holder-set HOLDER_MAY_SET: clerk system
  HOLDER_MAY_SET take-back UNSET: clerk system
  HOLDER_MAY_SET set SET: resident guardian
  UNSET set SET: clerk
  SET verify SET: resident guardian proxy
  SET fail SET: resident guardian proxy
  SET exhaust LOCKED: resident guardian proxy
  SET change SET: resident guardian
  SET reset RESET: clerk resident
  LOCKED reset RESET: clerk resident
  RESET set SET: resident guardian clerk
  SET clear UNSET: clerk
  LOCKED clear UNSET: clerk
  RESET clear UNSET: clerk
`;

test('§10.4 PIN: every state, event and actor, allowed or refused', () => {
  assert.equal(walkLifecycle(PIN, ALLOWED), 6 * 9 * 17);
});

test('CHIP-07 a locked PIN comes back only by a reset, never by time or by the right value', () => {
  const out = PIN.transitions.filter((row) => row.from === 'LOCKED');
  assert.deepEqual(out.map((row) => row.event).toSorted(), ['clear', 'reset']);
});

test('PIN-05 appendix B 4: the right value restores the tries, a wrong one uses one', () => {
  const effects = Object.fromEntries(
    PIN.transitions.filter((row) => row.from === 'SET').map((row) => [row.event, row.effects]),
  );
  assert.ok(effects.verify?.includes('restore-tries'));
  assert.ok(effects.fail?.includes('use-a-try'));
  assert.ok(effects.exhaust?.includes('use-a-try'));
});
