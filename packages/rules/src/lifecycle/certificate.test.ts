import assert from 'node:assert/strict';
import { test } from 'node:test';
import { walkLifecycle } from '../../testing/engine.ts';
import {
  AUTHENTICATION_CERTIFICATE,
  CERTIFICATE_CAUSES,
  type CertificateCause,
  type CertificateState,
  nextCertificateState,
  SIGNATURE_CERTIFICATE,
} from './certificate.ts';
import type { ActorKind } from './engine.ts';

const COMMON = `
  PENDING activate ACTIVE: clerk system
  PENDING revoke REVOKED: clerk card-operator ca-operator system
  PENDING void VOID: clerk system
  ACTIVE revoke REVOKED: resident guardian clerk ca-operator registry system
  ACTIVE supersede REVOKED: resident guardian clerk card-operator system
  ACTIVE expire EXPIRED: timer
`;

test('§10.3 signature certificate: every state, event and actor, allowed or refused', () => {
  const walked = walkLifecycle(
    SIGNATURE_CERTIFICATE,
    `
    - request PENDING: resident clerk card-operator system
    ${COMMON.trim()}
    ACTIVE hold HELD_FINAL: call-centre clerk supervisor card-operator resident guardian system
    HELD_FINAL lift HELD_FINAL: clerk
    HELD_FINAL revoke REVOKED: resident guardian clerk ca-operator registry system
    HELD_FINAL expire EXPIRED: timer
    `,
  );
  assert.equal(walked, 7 * 8 * 17);
});

test('§10.3 authentication certificate: every state, event and actor, allowed or refused', () => {
  const walked = walkLifecycle(
    AUTHENTICATION_CERTIFICATE,
    `
    - request PENDING: resident guardian clerk card-operator system
    ${COMMON.trim()}
    ACTIVE hold HELD: call-centre clerk supervisor card-operator resident guardian system
    HELD lift ACTIVE: clerk
    HELD revoke REVOKED: resident guardian clerk ca-operator registry system
    HELD expire EXPIRED: timer
    `,
  );
  assert.equal(walked, 7 * 8 * 17);
});

// §6.6 and §10.3 once more: cause, who reports it, state before → state after with its reason, for each kind.
const EVENTS: readonly [CertificateCause, ActorKind, CertificateState, string, string][] = [
  ['destroyed-before-hand-over', 'clerk', 'PENDING', 'REVOKED unspecified', 'REVOKED unspecified'],
  ['attributes-changed', 'registry', 'ACTIVE', 'REVOKED affiliationChanged', 'stays'],
  ['suspended', 'call-centre', 'ACTIVE', 'HELD_FINAL', 'HELD'],
  ['ended', 'clerk', 'ACTIVE', 'REVOKED cessationOfOperation', 'REVOKED cessationOfOperation'],
  ['key-compromised', 'ca-operator', 'ACTIVE', 'REVOKED keyCompromise', 'REVOKED keyCompromise'],
  ['ca-compromised', 'ca-operator', 'ACTIVE', 'REVOKED cACompromise', 'REVOKED cACompromise'],
  ['renewed', 'clerk', 'ACTIVE', 'REVOKED superseded', 'REVOKED superseded'],
  ['switched-to-face-authentication', 'clerk', 'ACTIVE', 'REVOKED cessationOfOperation', 'stays'],
  ['time-over', 'timer', 'ACTIVE', 'EXPIRED', 'EXPIRED'],
];

for (const [cause, actor, from, signature, authentication] of EVENTS) {
  test(`§6.6 ${cause}: signature ${signature}, authentication ${authentication}`, () => {
    const outcome = (kind: 'signature' | 'authentication') => {
      const consequence = CERTIFICATE_CAUSES[cause][kind];
      if (consequence === null) return 'stays';
      const step = nextCertificateState(kind, from, consequence.event, actor);
      assert.ok(step.ok);
      return consequence.reason === undefined ? step.to : `${step.to} ${consequence.reason}`;
    };
    assert.equal(outcome('signature'), signature);
    assert.equal(outcome('authentication'), authentication);
  });
}

test('§6.6 every cause is walked above or lifts a suspension', () => {
  assert.deepEqual(
    Object.keys(CERTIFICATE_CAUSES).toSorted(),
    [...EVENTS.map(([cause]) => cause), 'suspension-lifted'].toSorted(),
  );
});

test('REV-01 appendix B 7: after lifting AUTH is good again, SIG is still not', () => {
  const lifted = CERTIFICATE_CAUSES['suspension-lifted'];
  assert.ok(lifted.signature !== null && lifted.authentication !== null);
  const signature = nextCertificateState('signature', 'HELD_FINAL', lifted.signature.event, 'clerk');
  const authentication = nextCertificateState('authentication', 'HELD', lifted.authentication.event, 'clerk');
  assert.equal(signature.ok && signature.to, 'HELD_FINAL');
  assert.equal(authentication.ok && authentication.to, 'ACTIVE');
});

test('§10.3 a cause’s reason is one that some row of the event may carry', () => {
  for (const consequence of Object.values(CERTIFICATE_CAUSES).flatMap(({ signature, authentication }) => [
    { table: SIGNATURE_CERTIFICATE, consequence: signature },
    { table: AUTHENTICATION_CERTIFICATE, consequence: authentication },
  ])) {
    const { table, consequence: what } = consequence;
    if (what === null) continue;
    const rows = table.transitions.filter(({ event }) => event === what.event);
    const allowed = rows.flatMap(({ reasons }) => reasons ?? []);
    if (what.reason === undefined) assert.deepEqual(allowed, []);
    else assert.ok(allowed.includes(what.reason), `${table.name} ${what.reason}`);
  }
});

test('§6.6 an address change never revokes AUTH', () => {
  const reasons = AUTHENTICATION_CERTIFICATE.transitions.flatMap((row) => row.reasons ?? []);
  assert.equal(reasons.includes('affiliationChanged'), false);
});

test('G2 whatever a CA operator ends is told to its holder by the certificate’s own table, and nothing else is', () => {
  for (const { name, transitions } of [SIGNATURE_CERTIFICATE, AUTHENTICATION_CERTIFICATE]) {
    for (const { from, event, actors, effects } of transitions) {
      assert.equal(
        effects.includes('notify-revoked'),
        actors.includes('ca-operator'),
        `${name} ${from} ${event}`,
      );
    }
  }
});

test('REV-01 a state of the other kind is an error, not an answer', () => {
  assert.throws(() => nextCertificateState('signature', 'HELD', 'lift', 'clerk'), RangeError);
  assert.throws(() => nextCertificateState('authentication', 'HELD_FINAL', 'lift', 'clerk'), RangeError);
});

test('G3 whatever takes the certificate for user identification out of force ends what was begun with it', () => {
  const ending = AUTHENTICATION_CERTIFICATE.transitions.filter(({ effects }) =>
    effects.includes('end-sessions'),
  );
  const leaving = AUTHENTICATION_CERTIFICATE.transitions.filter(
    ({ from, to }) => from === 'ACTIVE' && to !== 'ACTIVE',
  );
  assert.deepEqual(ending, leaving);
  assert.ok(leaving.length >= 4);
});

test('§10.3 every step that changes what a verifier is told makes it known to those who keep it', () => {
  for (const { name, transitions } of [SIGNATURE_CERTIFICATE, AUTHENTICATION_CERTIFICATE]) {
    for (const { from, to, event, effects } of transitions) {
      assert.equal(effects.includes('publish-status'), from !== to, `${name} ${event}`);
    }
  }
});
