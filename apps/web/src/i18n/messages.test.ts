import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Message, MessageTree } from './messages.ts';
import { bilingual, defineMessages, leavesOf, textIn } from './messages.ts';

const folder = join(import.meta.dirname, '..');
const sources = globSync('**/*.{ts,tsx}', { cwd: folder })
  .filter((path) => !path.includes('.test.'))
  .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
const catalogues = sources.filter(({ text }) =>
  /= defineMessages\(\{/.test(text.replaceAll(/^ \*.*$/gm, '')),
);

/** Whatever a module exports that is made of pairs. */
async function messagesOf(path: string): Promise<readonly MessageTree[]> {
  const exported: Record<string, unknown> = await import(join(folder, path));
  return Object.values(exported).filter(
    (value): value is MessageTree => typeof value === 'object' && value !== null && hasPair(value),
  );
}

function hasPair(value: object): boolean {
  return Object.values(value).some(
    (inner) => Array.isArray(inner) || (typeof inner === 'object' && inner !== null && hasPair(inner)),
  );
}

/** What is written in one language of a leaf; of a function, its source. */
const written = (text: Message[number]) => String(text ?? '');
const KANA_OR_KANJI = /[\u3040-\u30ff\u3400-\u9fff]/;

test('every catalogue is found', () => {
  assert.ok(catalogues.length > 30, `${catalogues.length} files`);
});

for (const { path } of catalogues) {
  test(`every text has both languages, Japanese first: ${path}`, async () => {
    const trees = await messagesOf(path);
    assert.ok(trees.length > 0, 'the file exports no messages');
    for (const { path: leaf, message } of trees.flatMap((tree) => leavesOf(tree))) {
      const [ja, en, easy] = message;
      assert.ok(message.length === 2 || message.length === 3, `${leaf} is no pair`);
      assert.equal(typeof en, typeof ja, leaf);
      assert.equal(written(en) === '', written(ja) === '', `${leaf} is empty in one language`);
      assert.ok(easy === undefined || typeof easy === typeof ja, leaf);
      // A list is a pair of lists; a list of pairs of the same length would look like one.
      if (Array.isArray(ja)) {
        assert.equal((en as readonly string[]).length, ja.length, `${leaf} has lists of different length`);
        for (const [index, line] of (en as readonly string[]).entries())
          assert.ok(!KANA_OR_KANJI.test(line) || line === ja[index], `${leaf}: ${line} is not English`);
      }
      assert.ok(
        KANA_OR_KANJI.test(written(ja)) || !KANA_OR_KANJI.test(written(en)),
        `${leaf} has its languages in the wrong order`,
      );
    }
  });
}

const sample = defineMessages({
  a: ['あ', 'a'],
  group: {
    b: ['漢字', 'kanji', '漢字《かんじ》'],
    n: [(n: number) => `${n}件`, (n: number) => `${n} items`],
    list: [
      ['一', '二'],
      ['one', 'two'],
    ],
  },
});

test('a page reads plain texts, functions and lists in one language', () => {
  const english = textIn(sample, 'en');
  assert.equal(english.a, 'a');
  assert.equal(english.group.n(3), '3 items');
  assert.deepEqual(english.group.list, ['one', 'two']);
  assert.deepEqual(textIn(sample, 'ja').group.list, ['一', '二']);
  assert.equal(textIn(sample, 'en'), english, 'read out once');
  assert.deepEqual(bilingual(sample.a), { ja: 'あ', en: 'a' });
});

test('easy Japanese stands for single texts; the rest is taken from Japanese', () => {
  const easy = textIn(sample, 'easy');
  assert.equal(easy.group.b, '漢字《かんじ》');
  assert.equal(textIn(sample, 'ja').group.b, '漢字');
  assert.equal(easy.a, 'あ');
  assert.equal(easy.group.n(3), '3件');
});

test('groups that are declared by themselves stand in others', () => {
  const part = defineMessages({ yes: ['はい', 'Yes'] });
  const whole = defineMessages({ part, no: ['いいえ', 'No'] });
  assert.equal(textIn(whole, 'en').part.yes, 'Yes');
  assert.deepEqual(
    leavesOf(whole).map(({ path }) => path),
    ['part.yes', 'no'],
  );
});

test('a text that lacks a language or has different values does not compile', () => {
  // @ts-expect-error a text without its English
  defineMessages({ a: ['あ'] });
  // @ts-expect-error a text in one language
  defineMessages({ a: 'あ' });
  // @ts-expect-error deep inside, too
  defineMessages({ group: { a: ['あ', 'a'], b: ['い'] } });
  // @ts-expect-error a text in a fourth language
  defineMessages({ a: ['あ', 'a', 'あ', 'α'] });
  // @ts-expect-error a text in place of a function
  defineMessages({ n: [(n: number) => `${n}件`, 'items'] });
  // @ts-expect-error English wants a word where Japanese is given a number
  defineMessages({ n: [(n: number) => `${n}件`, (n: string) => `${n} items`] });
  // @ts-expect-error two trees, as they were once written
  defineMessages({ ja: { a: 'あ' }, en: { a: 'a' } });
});
