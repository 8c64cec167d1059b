import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  bestLanguage,
  dictionaryMember,
  essenceOf,
  isUnchanged,
  wantsPage,
  weightedList,
} from './headers.ts';

const LAST = new Date('2026-11-22T03:00:00.900Z');

describe('headers are parsed', () => {
  for (const [asked, unchanged] of [
    ['"a"', true],
    ['W/"a"', true],
    ['"b", "a"', true],
    ['"b",W/"a"', true],
    [' , "b" ,, "a" , ', true],
    ['*', true],
    ['"b"', false],
    ['"A"', false],
    ['a', false],
    ['"a" "b"', false],
    ['"x,a"', false],
    ['"b', false],
    ['w/"a"', false],
    ['', false],
  ] as const) {
    test(`If-None-Match: ${asked}`, () => {
      assert.equal(isUnchanged({ 'if-none-match': asked }, { etag: '"a"', lastModified: LAST }), unchanged);
      assert.equal(isUnchanged({ 'if-none-match': asked }, { etag: 'W/"a"' }), unchanged);
    });
  }

  for (const [since, unchanged] of [
    ['Sun, 22 Nov 2026 03:00:00 GMT', true],
    ['Sunday, 22-Nov-26 03:00:00 GMT', true],
    ['Sun Nov 22 03:00:00 2026', true],
    ['Mon, 23 Nov 2026 03:00:00 GMT', true],
    ['Sun, 22 Nov 2026 02:59:59 GMT', false],
    ['2026-11-23T03:00:00Z', false],
    ['tomorrow', false],
    ['', false],
  ] as const) {
    test(`If-Modified-Since: ${since}`, () => {
      const validators = { etag: '"a"', lastModified: LAST };
      assert.equal(isUnchanged({ 'if-modified-since': since }, validators), unchanged);
      // RFC 9110 §13.1.3: an entity tag says more than a time.
      assert.equal(isUnchanged({ 'if-modified-since': since, 'if-none-match': '"b"' }, validators), false);
    });
  }

  test('languages and media types by their weights, not by their order', () => {
    const ours = ['ja', 'en'] as const;
    for (const [said, best] of [
      ['en;q=0.3, ja;q=0.9', 'ja'],
      ['fr, EN-gb;q=0.8, ja;q=0.1', 'en'],
      ['ja;q=0, en;q=0.1', 'en'],
      ['jam, eng', undefined],
      ['*', undefined],
      ['en;q=2', undefined],
      [undefined, undefined],
    ] as const) {
      assert.equal(bestLanguage(said, ours), best, said);
    }
    assert.deepEqual(
      weightedList('a;q=0.1, b;level="1,2";Q=0.5').map(({ value }) => value),
      ['b', 'a'],
    );
    for (const [accept, page] of [
      ['text/html', true],
      ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
      ['application/json, text/html;q=0.5', false],
      ['text/html;q=0', false],
      ['*/*', false],
      [undefined, false],
    ] as const) {
      assert.equal(wantsPage(accept), page, accept);
    }
  });

  test('a media type without its parameters, a member of a dictionary without its neighbours', () => {
    assert.equal(essenceOf('Application/Timestamp-Query ; charset=binary'), 'application/timestamp-query');
    assert.equal(essenceOf(undefined), '');
    assert.equal(dictionaryMember('sha-512=:eA==:, sha-256=:eQ==:;a=1', 'sha-256'), ':eQ==:');
    assert.equal(dictionaryMember('sha-256=:eA==:, sha-256=:eQ==:', 'sha-256'), ':eQ==:');
    assert.equal(dictionaryMember('x-sha-256=:eA==:', 'sha-256'), undefined);
  });
});
