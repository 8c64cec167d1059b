import assert from 'node:assert/strict';
import { test } from 'node:test';
import { walkLifecycle } from '../../testing/engine.ts';
import { CARD, type CardState } from './card.ts';
import { ACTORS, type ActorKind, next, reachable } from './engine.ts';

const ALLOWED = `
  - produce PRODUCED: card-operator system
  PRODUCED receive AT_OFFICE: clerk
  AT_OFFICE begin-activation ACTIVATING: clerk
  PRODUCED begin-activation ACTIVATING: card-operator
  ACTIVATING begin-activation ACTIVATING: clerk card-operator system
  ACTIVATING confirm-activation ACTIVE: clerk system
  ACTIVATING cancel-activation AT_OFFICE: clerk supervisor system
  ACTIVE suspend SUSPENDED: call-centre clerk supervisor card-operator resident guardian system
  SUSPENDED lift ACTIVE: clerk
  ACTIVE abolish ABOLISHED: clerk
  SUSPENDED abolish ABOLISHED: clerk
  ACTIVE return ABOLISHED: clerk
  ACTIVE expire LAPSED: timer
  SUSPENDED expire LAPSED: timer
  ACTIVE lapse LAPSED: registry timer
  SUSPENDED lapse LAPSED: registry timer
  ACTIVE mark-update ACTIVE: registry
  SUSPENDED mark-update SUSPENDED: registry
  ACTIVE update ACTIVE: clerk
  ACTIVE mark-replace ACTIVE: clerk
  ACTIVE switch-mode ACTIVE: clerk
  ACTIVE continue-use ACTIVE: clerk
  LAPSED collect COLLECTED: clerk police
  ABOLISHED collect COLLECTED: clerk police
  COLLECTED destroy DESTROYED: clerk
  AT_OFFICE destroy DESTROYED: clerk
  PRODUCED destroy DESTROYED: card-operator
`;

test('§10.2 card: every state, event and actor, allowed or refused', () => {
  assert.equal(walkLifecycle(CARD, ALLOWED), 10 * 18 * 17);
});

test('§9 appendix B 7: only a clerk lifts a suspension; the call centre never does', () => {
  const lifters = (Object.keys(ACTORS) as ActorKind[]).filter(
    (actor) => next(CARD, 'SUSPENDED', 'lift', actor).ok,
  );
  assert.deepEqual(lifters, ['clerk']);
});

test('ROL-01 the call centre can only suspend', () => {
  const rows = CARD.transitions.filter((row) => row.actors.includes('call-centre'));
  assert.deepEqual(
    rows.map(({ from, event, to }) => [from, event, to]),
    [['ACTIVE', 'suspend', 'SUSPENDED']],
  );
});

test('§10.2 appendix B 8: DESTROYED, ABOLISHED and LAPSED never go back', () => {
  const alive: CardState[] = ['PRODUCED', 'AT_OFFICE', 'ACTIVATING', 'ACTIVE', 'SUSPENDED'];
  for (const ended of ['DESTROYED', 'ABOLISHED', 'LAPSED', 'COLLECTED'] as const) {
    for (const state of alive) assert.equal(reachable(CARD, ended).has(state), false, `${ended} → ${state}`);
  }
});

test('INC-05 a card that is being activated can always be finished or put back', () => {
  const out = CARD.transitions.filter((row) => row.from === 'ACTIVATING' && row.actors.includes('system'));
  assert.deepEqual(out.map((row) => row.to).toSorted(), ['ACTIVATING', 'ACTIVE', 'AT_OFFICE']);
});

test('LOS-04 every suspension holds the certificates and tells the holder on all channels', () => {
  for (const row of CARD.transitions.filter(({ event }) => event === 'suspend')) {
    assert.deepEqual(row.effects, ['end-sessions', 'hold-certificates', 'notify-all-channels']);
  }
});

test('PRD-05 appendix B 19: destroying a card that was never handed over revokes its certificates as unspecified', () => {
  for (const row of CARD.transitions.filter(({ event }) => event === 'destroy')) {
    assert.equal(
      row.effects.includes('revoke-certificates-unspecified'),
      row.from !== 'COLLECTED',
      row.from ?? '',
    );
  }
});

test('G3 whatever takes a card out of operation ends its sessions, does something to its certificates and tells the holder', () => {
  const inOperation = ['ACTIVE', 'SUSPENDED'];
  for (const { from, event, to, effects } of CARD.transitions) {
    const leaves = from !== null && inOperation.includes(from) && to !== 'ACTIVE' && to !== from;
    assert.equal(effects.includes('end-sessions'), leaves, `${from} ${event}`);
    if (!leaves) continue;
    assert.ok(effects.includes('notify-all-channels'), `${from} ${event}`);
    assert.equal(effects.filter((effect) => /-certificates/.test(effect)).length, 1, `${from} ${event}`);
  }
});

test('G2 lifting a suspension lifts one certificate and tells the holder; a change of attributes asks for the card', () => {
  const effectsOf = (wanted: string) =>
    CARD.transitions.filter(({ event }) => event === wanted).map(({ effects }) => effects);
  assert.deepEqual(effectsOf('lift'), [['lift-authentication-certificate', 'notify-all-channels']]);
  for (const effects of effectsOf('mark-update')) {
    assert.deepEqual(effects, [
      'flag-update-due',
      'revoke-signature-certificate-affiliation-changed',
      'notify-record-changed',
    ]);
  }
});

test('§10.2 the card that begins to work activates its certificates and brings the one before it in', () => {
  const confirm = CARD.transitions.filter(({ event }) => event === 'confirm-activation');
  assert.deepEqual(
    confirm.map(({ effects }) => effects),
    [['activate-certificates', 'collect-previous-card', 'notify-issued']],
  );
});
