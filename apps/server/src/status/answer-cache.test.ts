import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AnswerCache } from './answer-cache.ts';

const answer = (name: string) => ({
  der: new TextEncoder().encode(name),
  thisUpdate: new Date(0),
  nextUpdate: new Date(1),
  says: 'good',
  checkedAt: new Date(0),
});

test('dropping a certificate drops every answer about it, in whatever form it was asked', () => {
  const cache = new AnswerCache(10);
  cache.put('signature 01', 'sha1', answer('a'));
  cache.put('signature 01', 'sha256', answer('b'));
  cache.put('authentication 01', 'sha1', answer('c'));
  cache.drop('signature 01');
  assert.equal(cache.get('signature 01', 'sha1'), undefined);
  assert.equal(cache.get('signature 01', 'sha256'), undefined);
  assert.deepEqual(cache.get('authentication 01', 'sha1'), answer('c'));
  assert.equal(cache.size, 1);
});

test('never more answers than the limit; the least recently stored go', () => {
  const cache = new AnswerCache(2);
  cache.put('one', 'q', answer('1'));
  cache.put('two', 'q', answer('2'));
  cache.put('one', 'q', answer('3'));
  cache.put('three', 'q', answer('4'));
  assert.equal(cache.size, 2);
  assert.equal(cache.get('two', 'q'), undefined);
  assert.deepEqual(cache.get('one', 'q'), answer('3'));
});
