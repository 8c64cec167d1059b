import assert from 'node:assert/strict';
import { test } from 'node:test';
import { REASONS } from '../../../../server/src/services/verification/judge.ts';
import { knownReason, reasonMessages } from './reason-messages.ts';

test('every reason of the report has its words, and no others', () => {
  assert.deepEqual(Object.keys(reasonMessages).sort(), Object.keys(REASONS).sort());
});

test('a reason that this page does not know is never taken for a pass', () => {
  assert.equal(knownReason('something-new'), 'status-unknown');
  assert.equal(knownReason('toString'), 'status-unknown');
});
