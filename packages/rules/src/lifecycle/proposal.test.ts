import assert from 'node:assert/strict';
import { test } from 'node:test';
import { walkLifecycle } from '../../testing/engine.ts';
import { PROPOSAL } from './proposal.ts';

test('§9 2P an act of two persons: every state, event and actor, allowed or refused', () => {
  const staff = 'clerk supervisor card-operator ca-operator';
  const walked = walkLifecycle(
    PROPOSAL,
    `
    - propose PROPOSED: ${staff}
    PROPOSED carry-out DONE: ${staff}
    PROPOSED confirm CONFIRMED: ${staff}
    PROPOSED withdraw WITHDRAWN: ${staff}
    PROPOSED lapse LAPSED: timer
    CONFIRMED resume CONFIRMED: ${staff}
    CONFIRMED finish DONE: system
    CONFIRMED refuse REFUSED: system
  `,
  );
  assert.equal(walked, 7 * 8 * 17);
});
