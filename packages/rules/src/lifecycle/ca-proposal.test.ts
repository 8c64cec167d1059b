import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CA_PROPOSAL } from './ca-proposal.ts';
import { walkLifecycle } from './engine.testing.ts';

test('§9 2P an act on a key: every state, event and actor, allowed or refused', () => {
  const walked = walkLifecycle(
    CA_PROPOSAL,
    `
    - propose PROPOSED: ca-operator
    PROPOSED confirm CONFIRMED: ca-operator
    PROPOSED withdraw WITHDRAWN: ca-operator
    PROPOSED lapse LAPSED: timer
    CONFIRMED resume CONFIRMED: ca-operator
    CONFIRMED finish DONE: system
    CONFIRMED refuse REFUSED: system
  `,
  );
  assert.equal(walked, 7 * 7 * 17);
});
