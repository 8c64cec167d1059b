import assert from 'node:assert/strict';
import { test } from 'node:test';
import { walkLifecycle } from '../../testing/engine.ts';
import { reachable } from './engine.ts';
import { INSTITUTION_CERTIFICATE } from './institution-certificate.ts';

const ALLOWED = `
  - request PENDING: ca-operator system
  PENDING activate ACTIVE: system
  PENDING void VOID: system
  ACTIVE revoke REVOKED: ca-operator system
`;

test('pki.md §4 the certificate of an institution: every state, event and actor, allowed or refused', () => {
  assert.equal(walkLifecycle(INSTITUTION_CERTIFICATE, ALLOWED), 5 * 4 * 17);
});

test('pki.md §4 nothing lifts its revocation, and a hold is no reason', () => {
  assert.equal(reachable(INSTITUTION_CERTIFICATE, 'REVOKED').size, 0);
  const revoke = INSTITUTION_CERTIFICATE.transitions.find(({ event }) => event === 'revoke');
  assert.equal(
    revoke?.reasons?.some((reason) => String(reason) === 'certificateHold'),
    false,
  );
});
