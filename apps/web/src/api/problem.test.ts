import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withQuery } from './client.ts';
import { problemFrom } from './problem.ts';

test('RFC 9457 a problem document keeps what helps the person', () => {
  const problem = problemFrom(
    422,
    {
      code: 'photo-refused',
      title: '写真を使えません',
      next: '撮り直してください',
      kept: '申請書ID',
      fields: [{ field: 'photo', message: 'ぼけています' }, { field: 'x' }, 'nonsense'],
    },
    'fallback',
  );
  assert.equal(problem.status, 422);
  assert.equal(problem.code, 'photo-refused');
  assert.equal(problem.next, '撮り直してください');
  assert.equal(problem.kept, '申請書ID');
  assert.deepEqual(problem.fields, [{ field: 'photo', message: 'ぼけています' }]);
});

test('a refusal without a problem document still says something', () => {
  for (const body of [undefined, null, 'text', 42, [], { title: 7 }]) {
    const problem = problemFrom(502, body, 'fallback');
    assert.equal(problem.title, 'fallback');
    assert.equal(problem.code, 'http-502');
    assert.equal(problem.fields, undefined);
  }
});

test('queries leave out what is not set', () => {
  assert.equal(withQuery('/api/cards', undefined), '/api/cards');
  assert.equal(
    withQuery('/api/cards', { q: '', page: 2, open: false, x: undefined }),
    '/api/cards?page=2&open=false',
  );
  assert.equal(withQuery('/api/cards?a=1', { b: '見' }), '/api/cards?a=1&b=%E8%A6%8B');
});
