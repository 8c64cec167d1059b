import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { type SchemaIssue, schemaWords } from './schema-words.ts';

/** As the validator gives it to the framework. */
const issuesOf = (error: z.ZodError | undefined): (SchemaIssue & { message: string })[] =>
  (error?.issues ?? []).map(({ code, message, ...params }) => ({ keyword: code, message, params }));

const wrong: readonly (readonly [z.ZodType, unknown])[] = [
  [z.string().max(200), 'x'.repeat(201)],
  [z.string().min(1), ''],
  [z.string().min(6), 'abc'],
  [z.string(), undefined],
  [z.string(), null],
  [z.string().regex(/^\d+$/), 'a'],
  [z.email(), 'nobody'],
  [z.iso.date(), '2026-02-30'],
  [z.iso.datetime(), 'noon'],
  [z.url(), 'home'],
  [z.number().min(1), 0],
  [z.number().positive(), 0],
  [z.number().max(5), 6],
  [z.int(), 1.5],
  [z.coerce.number(), 'x'],
  [z.number().multipleOf(5), 7],
  [z.boolean(), 'yes'],
  [z.literal(true), false],
  [z.enum(['a', 'b']), 'c'],
  [z.array(z.string()).min(1), []],
  [z.array(z.string()).max(1), ['a', 'b']],
  [z.union([z.string(), z.number()]), true],
  [z.strictObject({}), { more: 1 }],
  [z.string().refine(() => false), 'x'],
  [z.record(z.string().regex(/^a/), z.string()), { b: 'x' }],
];

test('whatever a schema refuses is said in both languages and never in the validator’s own sentence', () => {
  for (const [schema, value] of wrong) {
    const answer = schema.safeParse(value);
    assert.ok(!answer.success, JSON.stringify(value));
    for (const issue of issuesOf(answer.error)) {
      const words = schemaWords(issue);
      assert.doesNotMatch(
        words.en,
        /expected|received|Invalid|must match|<=|>=|undefined|NaN|\/\^/i,
        issue.message,
      );
      assert.notEqual(words.en, issue.message);
      assert.match(words.ja, /[ぁ-ん].*[。：]/u);
      assert.doesNotMatch(words.ja, /undefined|NaN/);
    }
  }
});

test('a limit says its number', () => {
  const [issue] = issuesOf(z.string().max(200).safeParse('x'.repeat(201)).error);
  assert.ok(issue);
  assert.deepEqual(schemaWords(issue), {
    ja: '200文字以内で入れてください。',
    en: 'Use 200 characters at most.',
  });
});
