import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstLanguage } from './first-language.ts';

const nothing = { search: '', stored: null, languages: [] };

test('the first visit is in the first of the browser’s languages that the pages have', () => {
  assert.equal(firstLanguage({ ...nothing, languages: ['en-GB', 'ja'] }), 'en');
  assert.equal(firstLanguage({ ...nothing, languages: ['ja-JP', 'en'] }), 'ja');
  assert.equal(firstLanguage({ ...nothing, languages: ['fr-FR', 'EN', 'ja'] }), 'en');
  assert.equal(firstLanguage({ ...nothing, languages: ['enm', 'jam'] }), 'ja', 'no other language is meant');
});

test('a browser that says nothing we have gets Japanese', () => {
  assert.equal(firstLanguage(nothing), 'ja');
  assert.equal(firstLanguage({ ...nothing, languages: ['pt-BR'] }), 'ja');
});

test('what was chosen stays, and a link that carries a language wins', () => {
  assert.equal(firstLanguage({ ...nothing, stored: 'easy', languages: ['en'] }), 'easy');
  assert.equal(firstLanguage({ search: '?lang=en', stored: 'ja', languages: ['ja'] }), 'en');
  assert.equal(firstLanguage({ search: '?lang=xx', stored: 'klingon', languages: ['en'] }), 'en');
});
