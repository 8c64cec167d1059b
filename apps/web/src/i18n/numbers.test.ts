import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatBytes, formatCount, groupDigits, maskNumber, toHalfWidth, ungrouped } from './numbers.ts';

test('a 23-digit application ID is grouped in fours, the rest at the end', () => {
  assert.deepEqual(groupDigits('10482655319977204418326'), ['1048', '2655', '3199', '7720', '4418', '326']);
});

test('groups follow a plan whose last size repeats', () => {
  assert.deepEqual(groupDigits('S20261122000417', [1, 8, 6]), ['S', '20261122', '000417']);
  assert.deepEqual(groupDigits('AB12345', [2, 3]), ['AB', '123', '45']);
});

test('grouping loses and adds no character, whatever the sizes', () => {
  const value = fc.stringMatching(/^[0-9A-Z]{0,40}$/);
  const sizes = fc.array(fc.integer({ min: -2, max: 9 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(value, sizes, (text, plan) => {
      assert.equal(groupDigits(text, plan).join(''), text);
    }),
  );
});

test('what is copied has no separators', () => {
  assert.equal(ungrouped('1048 2655-3199'), '104826553199');
});

test('NUM-19 c a number is shown as its last four digits', () => {
  assert.equal(maskNumber('123456789018'), '********9018');
  assert.equal(maskNumber('1234 5678 9018'), '********9018');
});

test('NUM-06 full-width typing becomes ASCII', () => {
  assert.equal(toHalfWidth('１２３４−５６７８　ＡＢ'), '1234-5678 AB');
});

test('counts and sizes are written for people', () => {
  assert.equal(formatCount(1234567, 'ja'), '1,234,567');
  assert.equal(formatBytes(999), '999 B');
  assert.equal(formatBytes(20_000), '20 KB');
  assert.equal(formatBytes(7_000_000), '7 MB');
  assert.equal(formatBytes(1_440_000), '1.4 MB');
});
