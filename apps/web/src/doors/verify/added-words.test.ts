import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AdditionReport, additionSchema } from '../../../../server/src/services/verification/schemas.ts';
import { textIn } from '../../i18n/index.ts';
import { canBeSeen, wordsOf } from './added-words.ts';
import { messages } from './messages.ts';

const EXAMPLES: readonly AdditionReport[] = [
  { kind: 'signature', number: 2, bySameSigner: false },
  { kind: 'signature', number: 2, bySameSigner: true },
  { kind: 'document-time-stamp', number: 1 },
  { kind: 'validation-data' },
  { kind: 'metadata' },
  { kind: 'visible-mark', page: 3, signature: 2 },
  { kind: 'visible-mark', page: 3, signature: null },
  { kind: 'field-filled', name: 'amount' },
  { kind: 'annotation', page: 3 },
  { kind: 'no-effect' },
];

test('every kind of addition has words of its own in both languages', () => {
  const kinds = additionSchema.options.map(({ shape }) => shape.kind.value);
  assert.deepEqual(new Set(EXAMPLES.map(({ kind }) => kind)), new Set(kinds));
  for (const language of ['ja', 'en'] as const) {
    const words = EXAMPLES.map((one) => wordsOf(one, textIn(messages, language).added));
    assert.equal(new Set(words).size, EXAMPLES.length, language);
    assert.ok(words.every((text) => text.length > 3));
  }
});

test('a second signature of one person is said to be of the same signer, and of nobody else', () => {
  const [by, same] = EXAMPLES.map((one) => wordsOf(one, textIn(messages, 'en').added));
  assert.match(by ?? '', /another signature/);
  assert.match(same ?? '', /same signer/);
  assert.doesNotMatch(same ?? '', /else|another/);
});

test('what can be taken for a part of the signed page is a warning', () => {
  const seen = EXAMPLES.filter(canBeSeen).map(({ kind }) => kind);
  assert.deepEqual(seen, ['visible-mark', 'visible-mark', 'field-filled', 'annotation']);
});
