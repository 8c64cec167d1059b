import assert from 'node:assert/strict';
import { test } from 'node:test';
import { walkLifecycle } from '../../testing/engine.ts';
import { VERIFIER } from './verifier.ts';

test('§6.4 verifier: every state, event and actor, allowed or refused', () => {
  const walked = walkLifecycle(
    VERIFIER,
    `
    - accredit ACCREDITED: ca-operator system
    ACCREDITED change ACCREDITED: ca-operator
    ACCREDITED suspend SUSPENDED: ca-operator
    SUSPENDED reinstate ACCREDITED: ca-operator
    ACCREDITED end ENDED: ca-operator
    SUSPENDED end ENDED: ca-operator
  `,
  );
  assert.equal(walked, 4 * 5 * 17);
});

test('§9 whatever widens an accreditation takes two persons, whatever narrows it takes one', () => {
  for (const { event, guard } of VERIFIER.transitions) {
    assert.equal(guard !== undefined, ['accredit', 'change', 'reinstate'].includes(event), event);
  }
});
