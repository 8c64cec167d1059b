import assert from 'node:assert/strict';
import { test } from 'node:test';
import { common, textIn } from '../i18n/index.ts';
import { classes } from './classes.ts';
import { formatDuration } from './duration.ts';
import { splitReadings } from './readings.ts';
import { wrapText } from './wrap-text.ts';

test('a duration is as exact as it is useful', () => {
  const ja = textIn(common, 'ja').duration;
  assert.equal(formatDuration(0, ja), '0秒');
  assert.equal(formatDuration(59.4, ja), '59秒');
  assert.equal(formatDuration(60, ja), '1分');
  assert.equal(formatDuration(345, ja), '5分 45秒');
  assert.equal(formatDuration(1845, ja), '30分');
  assert.equal(formatDuration(7200, ja), '2時間');
  assert.equal(formatDuration(9000, textIn(common, 'en').duration), '2 h 30 min');
  assert.equal(formatDuration(-5, ja), '0秒');
});

test('readings belong to the kanji before them, or to what the bar begins', () => {
  assert.deepEqual(splitReadings('市役所《しやくしょ》へ｜お金《おかね》'), [
    { text: '市役所', reading: 'しやくしょ' },
    { text: 'へ' },
    { text: 'お金', reading: 'おかね' },
  ]);
  assert.deepEqual(splitReadings('ふりがななし'), [{ text: 'ふりがななし' }]);
});

test('lines of a card count half-width characters as half and keep characters outside the BMP whole', () => {
  assert.deepEqual(wrapText('見本県見本市中央', 5), ['見本県見本', '市中央']);
  assert.deepEqual(wrapText('ABCDEF', 2), ['ABCD', 'EF']);
  assert.deepEqual(wrapText('𠮷田𠮷', 1), ['𠮷', '田', '𠮷']);
  assert.deepEqual(wrapText('', 5), []);
});

test('class names that are not given leave no trace', () => {
  assert.equal(classes('a', false, undefined, '', 'b'), 'a b');
});
