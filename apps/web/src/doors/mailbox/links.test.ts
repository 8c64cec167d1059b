import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { linkify } from './links.ts';

const origin = 'http://localhost:8700';

test('an address of our own origin becomes a link, with its fragment', () => {
  assert.deepEqual(linkify('開いてください。\nhttp://localhost:8700/apply/continue#tok-en_1\n以上', origin), [
    { text: '開いてください。\n' },
    { text: 'http://localhost:8700/apply/continue#tok-en_1', href: '/apply/continue#tok-en_1' },
    { text: '\n以上' },
  ]);
});

test('every other address stays text', () => {
  for (const text of [
    'http://localhost:8701/x',
    'https://localhost:8700/x',
    'http://mihon.example/apply',
    'http://localhost:8700@evil.example/x',
    'javascript:alert(1)',
  ])
    assert.deepEqual(linkify(text, origin), [{ text }], text);
});

test('the names of the own machine count as one', () => {
  assert.equal(linkify('http://127.0.0.1:8700/apply/status', origin)[0]?.href, '/apply/status');
  assert.equal(linkify('http://127.0.0.1:8700/x', 'https://mihon.example')[0]?.href, undefined);
});

test('no character of a mail is lost', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.constant(`${origin}/a#b`), fc.constant('\n'))),
      (pieces) => {
        const text = pieces.join('');
        const parts = linkify(text, origin);
        assert.equal(parts.map((part) => part.text).join(''), text);
        for (const { href } of parts) assert.ok(href === undefined || href.startsWith('/'));
      },
    ),
  );
});
