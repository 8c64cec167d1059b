import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CARD } from '@mibun/rules';
import { say } from './say.ts';
import { stateWords } from './state-words.ts';

test('a term of the rules that stands by itself begins with a capital, in Japanese it is as it is', () => {
  const text = { ja: '運用中', en: 'in operation' };
  assert.equal(say(text, 'en'), 'In operation');
  assert.equal(say(text, 'ja'), '運用中');
  assert.equal(say({ ja: '', en: '' }, 'en'), '');
});

test('a state is called the same on a badge as in a list', () => {
  for (const [state, label] of Object.entries(CARD.states)) {
    const [ja, en] = stateWords(CARD)[state as keyof typeof CARD.states];
    assert.deepEqual([ja, en], [say(label, 'ja'), say(label, 'en')]);
  }
});
