import assert from 'node:assert/strict';
import { test } from 'node:test';
import { walkLifecycle } from '../../testing/engine.ts';
import { reachable } from './engine.ts';
import { KIOSK } from './kiosk.ts';

const BEFORE_PAYMENT = ['STARTED', 'CARD_READ', 'AUTHENTICATED', 'SELECTED', 'QUOTED'];
const AFTER_PAYMENT = ['PAID', 'ISSUING', 'VERIFIED'];

const ALLOWED = `
  - start STARTED: resident kiosk
  STARTED read-card CARD_READ: resident kiosk
  CARD_READ authenticate AUTHENTICATED: system
  AUTHENTICATED select SELECTED: resident kiosk
  SELECTED select SELECTED: resident kiosk
  QUOTED select SELECTED: resident kiosk
  SELECTED quote QUOTED: system
  QUOTED pay PAID: resident kiosk
  PAID issue ISSUING: system
  ISSUING verify VERIFIED: system
  VERIFIED print PRINTED: kiosk
  PRINTED complete COMPLETED: kiosk system timer
  ${BEFORE_PAYMENT.map((from) => `${from} fail CANCELLED: kiosk system`).join('\n')}
  ${BEFORE_PAYMENT.map((from) => `${from} cancel CANCELLED: resident kiosk`).join('\n')}
  ${[...BEFORE_PAYMENT, ...AFTER_PAYMENT].map((from) => `${from} time-out CANCELLED: timer kiosk system`).join('\n')}
  ${AFTER_PAYMENT.map((from) => `${from} fail REFUNDED: kiosk system`).join('\n')}
`;

test('§10.5 kiosk: every state, event and actor, allowed or refused', () => {
  assert.equal(walkLifecycle(KIOSK, ALLOWED), 13 * 13 * 17);
});

test('KSK-09 a document is printed only once, and only after the subject was checked', () => {
  const intoPrinted = KIOSK.transitions.filter((row) => row.to === 'PRINTED');
  assert.deepEqual(
    intoPrinted.map((row) => row.from),
    ['VERIFIED'],
  );
  assert.deepEqual([...reachable(KIOSK, 'PRINTED')], ['COMPLETED']);
});

test('KSK-09 whoever has paid and gets no paper gets the money back', () => {
  for (const row of KIOSK.transitions) {
    if (row.to !== 'REFUNDED' && row.to !== 'CANCELLED') continue;
    assert.ok(KIOSK.states[row.to].final, `${row.from} ${row.event}`);
    assert.equal(
      row.effects.includes('refund'),
      AFTER_PAYMENT.includes(row.from ?? ''),
      `${row.from} ${row.event}`,
    );
  }
});
