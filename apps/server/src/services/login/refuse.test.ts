import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CARD, type CardState } from '@mibun/rules';
import { refusalOfCard, refusalOfStatus } from './refuse.ts';

const at = new Date('2026-11-21T15:00:00Z');

test('§10.2 a card logs its holder in while it is ACTIVE, and in no other state', () => {
  const letIn = (Object.keys(CARD.states) as CardState[]).filter(
    (state) => refusalOfCard({ state, changedAt: at }) === undefined,
  );
  assert.deepEqual(letIn, ['ACTIVE']);
});

test('§11.3 a refusal names the day in Japan in both languages', () => {
  const refusal = refusalOfCard({ state: 'SUSPENDED', changedAt: at });
  assert.match(refusal?.details.title?.ja ?? '', /2026年11月22日/);
  assert.match(refusal?.details.title?.en ?? '', /22 November 2026/);
});

test('VER-05 only a good certificate logs in; a replaced one has a reason of its own', () => {
  assert.equal(refusalOfStatus({ status: 'good' }), undefined);
  const codes = [
    refusalOfStatus({ status: 'held', since: at, notYetActive: true }),
    refusalOfStatus({ status: 'held', since: at, notYetActive: false }),
    refusalOfStatus({ status: 'revoked', since: at, reason: 'superseded' }),
    refusalOfStatus({ status: 'revoked', since: at, reason: 'keyCompromise' }),
    refusalOfStatus({ status: 'expired', since: at }),
    refusalOfStatus({ status: 'unknown' }),
  ].map((refusal) => refusal?.code);
  assert.deepEqual(codes, [
    'LOGIN_CARD_NOT_HANDED_OVER',
    'LOGIN_CERTIFICATE_HELD',
    'LOGIN_CERTIFICATE_REPLACED',
    'LOGIN_CERTIFICATE_REVOKED',
    'LOGIN_CERTIFICATE_EXPIRED',
    'LOGIN_CERTIFICATE_UNKNOWN',
  ]);
});
