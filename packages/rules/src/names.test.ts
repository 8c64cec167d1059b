import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asRegisteredName, checkPersonName, LONGEST_NAME, maskName, nameParts } from './names.ts';

test('CARD-02 people bear names of one word, of many, with blanks inside a part, in every script', () => {
  for (const name of [
    '番号　花子',
    '葛󠄀城　花子',
    'SUHARTO',
    'SMITH JOHN',
    'デ ラ クルス　マリア',
    'VAN DER BERG　ANNA MARIA',
    'DE LA CRUZ MARIA LUISA',
    "O'BRIEN ANN",
    'O’BRIEN ANN',
    'Smith, John Jr.',
    'グエン　ヴァン　アン',
    '김철수',
    'محمد',
    'மதிவாணன்',
    '佐々木　〆子',
    '王',
    '𠮷田　彁',
    'X'.repeat(LONGEST_NAME),
  ]) {
    assert.deepEqual(checkPersonName(name), { ok: true }, name);
  }
});

test('CARD-02 what is no name is refused for the reason that is true', () => {
  for (const [name, reason] of [
    ['', 'EMPTY'],
    [' \u3000', 'EMPTY'],
    ['X'.repeat(LONGEST_NAME + 1), 'TOO_LONG'],
    ['番号\n花子', 'CONTROL_CHARACTER'],
    ['番号\t花子', 'CONTROL_CHARACTER'],
    ['\u202eohanah', 'CONTROL_CHARACTER'],
    ['花\u200b子', 'CONTROL_CHARACTER'],
    ['花\ud800', 'CONTROL_CHARACTER'],
    ['123', 'NO_LETTER'],
    ['★', 'NO_LETTER'],
    [' 花子', 'BLANKS'],
    ['番号　 花子', 'BLANKS'],
  ] as const) {
    const verdict = checkPersonName(name);
    assert.ok(!verdict.ok, JSON.stringify(name));
    assert.equal(verdict.reason, reason, JSON.stringify(name));
    assert.ok(verdict.ja !== '' && verdict.en !== '');
  }
});

test('an ordinary blank between two Japanese words parts family and given name; other blanks stay', () => {
  for (const [typed, registered] of [
    ['番号 花子', '番号　花子'],
    ['番号　花子', '番号　花子'],
    [' SMITH JOHN ', 'SMITH JOHN'],
    ['デ ラ クルス　マリア', 'デ ラ クルス　マリア'],
    ['SUHARTO', 'SUHARTO'],
  ] as const) {
    assert.equal(asRegisteredName(typed), registered);
  }
});

test('a name has two parts only where it says so', () => {
  assert.deepEqual(nameParts('番号　花子'), { family: '番号', given: '花子' });
  assert.deepEqual(nameParts('デ ラ クルス　マリア'), { family: 'デ ラ クルス', given: 'マリア' });
  assert.deepEqual(nameParts('グエン　ヴァン　アン'), { family: 'グエン', given: 'ヴァン　アン' });
  assert.deepEqual(nameParts('SMITH JOHN'), { family: 'SMITH JOHN' });
  assert.deepEqual(nameParts('SUHARTO'), { family: 'SUHARTO' });
});

test('a masked name shows the first character of every word, whole as a reader sees it', () => {
  for (const [name, masked] of [
    ['番号　花子', '番●　花●'],
    ['葛󠄀城　花子', '葛󠄀●　花●'],
    ['SMITH JOHN', 'S●●●● J●●●'],
    ['SUHARTO', 'S●●●●●●'],
  ] as const) {
    assert.equal(maskName(name), masked);
  }
});
