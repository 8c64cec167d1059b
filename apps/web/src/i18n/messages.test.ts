import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Catalogue } from './messages.ts';
import { defineMessages, messagePaths, textIn } from './messages.ts';

const doors = join(import.meta.dirname, '../doors');
const files = [
  join(import.meta.dirname, 'common.ts'),
  ...readdirSync(doors, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('messages.ts'))
    .map((file) => join(doors, file)),
];

/** Every catalogue that a module exports. */
async function cataloguesOf(file: string): Promise<readonly Catalogue<unknown>[]> {
  const exported: Record<string, unknown> = await import(file);
  return Object.values(exported).filter(
    (value): value is Catalogue<unknown> =>
      typeof value === 'object' && value !== null && 'ja' in value && 'en' in value,
  );
}

for (const file of files) {
  test(`both languages are complete: ${file.slice(file.indexOf('src/'))}`, async () => {
    const catalogues = await cataloguesOf(file);
    assert.ok(catalogues.length > 0, 'the file exports no catalogue');
    for (const { ja, en, easy } of catalogues) {
      assert.deepEqual(messagePaths(en), messagePaths(ja));
      const known = new Set(messagePaths(ja));
      for (const path of messagePaths(easy ?? {}))
        assert.ok(path === '' || known.has(path), `easy has ${path}`);
    }
  });
}

const sample = defineMessages({
  ja: { a: 'あ', group: { b: '漢字', n: (n: number) => `${n}件` } },
  en: { a: 'a', group: { b: 'kanji', n: (n: number) => `${n} items` } },
  easy: { group: { b: '漢字《かんじ》' } },
});

test('easy Japanese overrides single texts and takes the rest from Japanese', () => {
  const easy = textIn(sample, 'easy');
  assert.equal(easy.group.b, '漢字《かんじ》');
  assert.equal(easy.a, 'あ');
  assert.equal(easy.group.n(3), '3件');
  assert.equal(textIn(sample, 'easy'), easy, 'merged once');
  assert.equal(textIn(sample, 'en').group.b, 'kanji');
});

test('a missing, a surplus or a differently typed message does not compile', () => {
  // @ts-expect-error English lacks b
  defineMessages({ ja: { a: 'あ', b: 'い' }, en: { a: 'a' } });
  // @ts-expect-error English has c, which Japanese lacks
  defineMessages({ ja: { a: 'あ' }, en: { a: 'a', c: 'c' } });
  // @ts-expect-error a text in place of a function
  defineMessages({ ja: { n: (n: number) => `${n}件` }, en: { n: 'items' } });
  assert.deepEqual(messagePaths({ a: '', g: { b: '', a: '' } }), ['a', 'g.a', 'g.b']);
});
