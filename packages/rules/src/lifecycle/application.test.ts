import assert from 'node:assert/strict';
import { test } from 'node:test';
import { walkLifecycle } from '../../testing/engine.ts';
import { APPLICATION } from './application.ts';

const ALLOWED = `
  - start DRAFT: resident guardian unauthenticated booth clerk supervisor
  DRAFT submit RECEIVED: resident guardian unauthenticated booth clerk supervisor
  DRAFT expire EXPIRED: timer
  DRAFT lock LOCKED: system
  - submit RECEIVED: card-operator
  - reject DEFECT: card-operator
  RECEIVED screen SCREENING: system card-operator supervisor
  SCREENING reject DEFECT: card-operator supervisor
  DEFECT correct SCREENING: resident guardian unauthenticated clerk supervisor
  DEFECT close-incomplete CLOSED_INCOMPLETE: timer
  SCREENING approve APPROVED: card-operator supervisor
  APPROVED take-back-approval SCREENING: card-operator supervisor
  RECEIVED withdraw WITHDRAWN: resident guardian unauthenticated clerk supervisor
  SCREENING withdraw WITHDRAWN: resident guardian unauthenticated clerk supervisor
  DEFECT withdraw WITHDRAWN: resident guardian unauthenticated clerk supervisor
  APPROVED withdraw WITHDRAWN: resident guardian unauthenticated clerk supervisor
  IN_PRODUCTION withdraw WITHDRAWN: resident guardian unauthenticated clerk supervisor
  SHIPPED withdraw WITHDRAWN: resident guardian unauthenticated clerk supervisor
  AT_MUNICIPALITY withdraw WITHDRAWN: resident guardian unauthenticated clerk supervisor
  READY withdraw WITHDRAWN: resident guardian unauthenticated clerk supervisor
  DRAFT cancel CANCELLED: registry
  RECEIVED cancel CANCELLED: registry
  SCREENING cancel CANCELLED: registry
  DEFECT cancel CANCELLED: registry
  APPROVED cancel CANCELLED: registry
  IN_PRODUCTION cancel CANCELLED: registry
  SHIPPED cancel CANCELLED: registry
  AT_MUNICIPALITY cancel CANCELLED: registry
  READY cancel CANCELLED: registry
  UNCLAIMED cancel CANCELLED: registry
  APPROVED resnapshot APPROVED: registry
  IN_PRODUCTION resnapshot APPROVED: registry
  SHIPPED resnapshot APPROVED: registry
  AT_MUNICIPALITY resnapshot APPROVED: registry
  READY resnapshot APPROVED: registry
  APPROVED enter-batch IN_PRODUCTION: card-operator system
  IN_PRODUCTION fail-quality APPROVED: card-operator system
  IN_PRODUCTION ship SHIPPED: card-operator
  SHIPPED receive AT_MUNICIPALITY: clerk
  AT_MUNICIPALITY set-up READY: clerk system
  READY book READY: resident guardian proxy clerk supervisor
  READY hand-over HANDED_OVER: clerk
  SHIPPED deliver HANDED_OVER: card-operator clerk system
  SHIPPED return-mail AT_MUNICIPALITY: clerk
  READY remind READY: timer clerk
  READY unclaim UNCLAIMED: timer
  UNCLAIMED destroy DESTROYED: clerk
`;

test('§10.1 application: every state, event and actor, allowed or refused', () => {
  assert.equal(walkLifecycle(APPLICATION, ALLOWED), 18 * 25 * 17);
});

test('§10.1 a draft ends with what was typed into it, and nobody is told about a person by it', () => {
  const ends = APPLICATION.transitions.filter(({ from, event }) => from === 'DRAFT' && event !== 'submit');
  assert.deepEqual(
    ends.map(({ event, effects }) => [event, effects]),
    [
      ['expire', ['delete-draft-data']],
      ['lock', ['delete-draft-data', 'lock-application-id']],
      ['cancel', ['delete-draft-data']],
    ],
  );
});

test('APP-10 withdrawing or cancelling once a card is made destroys it, before that it does not', () => {
  const made = ['IN_PRODUCTION', 'SHIPPED', 'AT_MUNICIPALITY', 'READY', 'UNCLAIMED'];
  for (const row of APPLICATION.transitions) {
    if (row.event !== 'withdraw' && row.event !== 'cancel') continue;
    assert.equal(
      row.effects.includes('destroy-card'),
      made.includes(row.from ?? ''),
      `${row.from} ${row.event}`,
    );
  }
});
