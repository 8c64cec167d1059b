import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dateInJapan, formatDate, formatInstant, formatTime } from './dates.ts';

test('a date is written in both languages', () => {
  assert.equal(formatDate('2026-11-22', 'ja'), '2026年11月22日');
  assert.equal(formatDate('2026-11-22', 'ja', { weekday: true }), '2026年11月22日(日)');
  assert.equal(formatDate('2026-11-22', 'ja', { era: true }), '令和8年11月22日');
  assert.equal(formatDate('2019-05-01', 'ja', { era: true }), '令和元年5月1日');
  assert.equal(formatDate('2026-11-22', 'en', { era: true, weekday: true }), '22 November 2026');
});

test('a text that is no date stays as it is', () => {
  assert.equal(formatDate('2026-02-30', 'ja'), '2026-02-30');
  assert.equal(formatDate('', 'en'), '');
});

test('instants are shown in Japanese time', () => {
  assert.equal(formatInstant('2026-11-21T15:05:00Z', 'ja', { weekday: true }), '2026年11月22日(日) 0:05');
  assert.equal(formatInstant('2026-11-21T15:05:00Z', 'en'), '22 November 2026, 0:05');
  assert.equal(formatTime('2026-11-22T00:09:59Z'), '9:09');
  assert.equal(dateInJapan('2026-11-21T14:59:59Z'), '2026-11-21');
  assert.equal(dateInJapan('2026-11-21T15:00:00Z'), '2026-11-22');
});
