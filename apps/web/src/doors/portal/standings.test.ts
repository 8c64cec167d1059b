import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Standing, saysItsEnd, TONES } from './standings.ts';

test('a certificate that does not run says no "until" behind its state', () => {
  const all = Object.keys(TONES) as Standing[];
  assert.deepEqual(all.filter(saysItsEnd), ['good', 'expired']);
});
