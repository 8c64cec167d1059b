import assert from 'node:assert/strict';
import { test } from 'node:test';
import { walkLifecycle } from '../../testing/engine.ts';
import { CA_GENERATION } from './ca-generation.ts';
import { reachable } from './engine.ts';

const ALLOWED = `
  - establish ISSUING: system
  - prepare PREPARING: ca-operator
  PREPARING sign PREPARED: system
  PREPARING withdraw WITHDRAWN: ca-operator
  PREPARED publish PUBLISHED: ca-operator
  PREPARED withdraw WITHDRAWN: ca-operator
  PUBLISHED switch ISSUING: ca-operator
  PUBLISHED withdraw WITHDRAWN: ca-operator
  ISSUING supersede OVERLAPPING: system
  ISSUING go-back PUBLISHED: ca-operator
  OVERLAPPING resume ISSUING: system
  OVERLAPPING retire RETIRED: ca-operator
`;

test('pki.md §1 the life of a CA generation: every state, event and actor, allowed or refused', () => {
  assert.equal(walkLifecycle(CA_GENERATION, ALLOWED), 8 * 10 * 17);
});

test('CA-05 a rehearsal can go back from every step before retirement', () => {
  for (const state of ['PREPARED', 'PUBLISHED', 'ISSUING'] as const) {
    assert.ok(reachable(CA_GENERATION, state).has('WITHDRAWN'), state);
  }
  assert.equal(reachable(CA_GENERATION, 'RETIRED').size, 0);
});
