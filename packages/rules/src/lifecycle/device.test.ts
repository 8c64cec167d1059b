import assert from 'node:assert/strict';
import { test } from 'node:test';
import { walkLifecycle } from '../../testing/engine.ts';
import { DEVICE } from './device.ts';

test('KSK-06 device: every state, event and actor, allowed or refused', () => {
  const walked = walkLifecycle(
    DEVICE,
    `
    - register REGISTERED: card-operator system
    REGISTERED present-key KEYED: kiosk registry
    KEYED confirm IN_FORCE: card-operator system
    REGISTERED withdraw WITHDRAWN: card-operator system
    KEYED withdraw WITHDRAWN: card-operator system
    IN_FORCE withdraw WITHDRAWN: card-operator system
  `,
  );
  assert.equal(walked, 5 * 4 * 17);
});
