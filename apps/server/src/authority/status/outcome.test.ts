import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CertificateState } from '@mibun/rules';
import type { Standing } from '../certificates/index.ts';
import { ocspStatusOf, outcomeOf } from './outcome.ts';

const notAfter = new Date('2030-02-17T14:59:59Z');
const since = new Date('2027-01-01T00:00:00Z');
const during = new Date('2028-01-01T00:00:00Z');
const afterwards = new Date('2031-01-01T00:00:00Z');

function standing(state: CertificateState, reason: Standing['reason'] = null): Standing {
  return { generation: 1, state, reason, since: reason && since, notAfter };
}

test('VER-05 everything but ACTIVE within its time fails closed, and says why', () => {
  assert.deepEqual(outcomeOf(standing('ACTIVE'), during), { status: 'good' });
  assert.deepEqual(outcomeOf(standing('PENDING', 'certificateHold'), during), {
    status: 'held',
    since,
    notYetActive: true,
  });
  for (const state of ['HELD', 'HELD_FINAL'] as const) {
    const held = { status: 'held', since, notYetActive: false };
    assert.deepEqual(outcomeOf(standing(state, 'certificateHold'), during), held);
  }
  assert.deepEqual(outcomeOf(undefined, during), { status: 'unknown' });
  assert.deepEqual(outcomeOf(standing('VOID'), during), { status: 'unknown' });
});

test('VER-05 a certificate is over at its end, whether the timer has come by or not', () => {
  for (const state of ['ACTIVE', 'EXPIRED'] as const) {
    assert.deepEqual(outcomeOf(standing(state), afterwards), { status: 'expired', since: notAfter });
  }
});

test('VER-06 a revocation outlives the end of the certificate', () => {
  const revoked = standing('REVOKED', 'keyCompromise');
  for (const now of [during, afterwards]) {
    assert.deepEqual(outcomeOf(revoked, now), { status: 'revoked', since, reason: 'keyCompromise' });
  }
  assert.deepEqual(ocspStatusOf(revoked), { status: 'revoked', at: since, reason: 'keyCompromise' });
});

test('pki.md §4 OCSP says revoked(certificateHold) while on hold, also after a hold that lasted to the end', () => {
  for (const state of ['PENDING', 'HELD', 'HELD_FINAL', 'EXPIRED'] as const) {
    assert.deepEqual(ocspStatusOf(standing(state, 'certificateHold')), {
      status: 'revoked',
      at: since,
      reason: 'certificateHold',
    });
  }
  assert.deepEqual(ocspStatusOf(standing('ACTIVE')), { status: 'good' });
  assert.deepEqual(ocspStatusOf(standing('EXPIRED')), { status: 'good' });
  assert.deepEqual(ocspStatusOf(undefined), { status: 'unknown' });
});

test('a state on hold without its reason is an error, never good', () => {
  assert.throws(() => ocspStatusOf(standing('HELD')), /without reason/);
});
