import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AnswerCache, type FinishedAnswer } from './answer-cache.ts';

const answer = (certificate: string): FinishedAnswer => ({
  text: '',
  certificate,
  from: 0,
  until: 1,
  cacheable: [],
  etag: '""',
});

test('dropping a certificate drops every answer about it, in whatever form it was asked', () => {
  const cache = new AnswerCache(10);
  const [first, other] = [answer('signature 01'), answer('authentication 01')];
  cache.put('sha1', first);
  cache.put('sha256', answer('signature 01'));
  cache.put('other', other);
  cache.name('/ocsp/signature/MEI', first);
  assert.equal(cache.get('/ocsp/signature/MEI'), first);
  cache.drop('signature 01');
  for (const name of ['sha1', 'sha256', '/ocsp/signature/MEI']) assert.equal(cache.get(name), undefined);
  assert.equal(cache.get('other'), other);
  assert.equal(cache.size, 1);
});

test('a new answer to a question takes the place of the old one under all its names', () => {
  const cache = new AnswerCache(10);
  const [old, young] = [answer('01'), answer('01')];
  cache.put('question', old);
  cache.name('request', old);
  cache.put('question', young);
  assert.equal(cache.get('request'), undefined);
  assert.equal(cache.get('question'), young);
  cache.name('late', old);
  assert.equal(cache.get('late'), undefined, 'an answer that has gone gets no new name');
});

test('never more answers than the limit, nor more names of one than a few; the oldest go', () => {
  const cache = new AnswerCache(2);
  cache.put('one', answer('1'));
  cache.put('two', answer('2'));
  cache.put('one', answer('1'));
  cache.put('three', answer('3'));
  assert.equal(cache.size, 2);
  assert.equal(cache.get('two'), undefined);
  const kept = cache.get('one');
  assert.ok(kept);
  for (let spelling = 0; spelling < 100; spelling++) cache.name(`request ${spelling}`, kept);
  assert.equal(cache.get('request 99'), undefined);
  assert.equal(cache.get('request 0'), kept);
  cache.clear();
  assert.equal(cache.size, 0);
  assert.equal(cache.get('one'), undefined);
});
