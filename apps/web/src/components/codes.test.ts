import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeOf, shortCode } from './codes.ts';

test('an id is shown without the word in front of it', () => {
  assert.equal(codeOf('lot-7K3M9ABCDEFGHJKM'), '7K3M9ABCDEFGHJKM');
  assert.equal(codeOf('12345'), '12345');
});

test('in a list a long code is cut, a short one is not', () => {
  assert.equal(shortCode('application-7K3M9ABCDEFGHJKM'), '7K3M 9ABC …');
  assert.equal(shortCode('A-2026-4100'), 'A-2026-4100');
});
