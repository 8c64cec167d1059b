import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PdfError } from '../errors.ts';
import { limitsFor, PdfBudget } from './budget.ts';
import type { PdfValue } from './objects.ts';
import { array, bytesString, dict, name, ref, sameValue, textOf, textString } from './objects.ts';
import { PdfParser } from './parser.ts';
import { writeValue } from './write.ts';

const parser = (bytes: Uint8Array) => new PdfParser(bytes, new PdfBudget(limitsFor(bytes.length)));
const parse = (text: string): PdfValue => parser(Buffer.from(text, 'latin1')).value();

test('ISO 32000-1 §7.3 numbers, names with escapes, strings with escapes and references are read', () => {
  const value = parse('<< /A#42 [1 -2.5 .5 true null 7 0 R] /S (a\\(b\\)\\101\\n(c)) /H <48 65 6C6> >>');
  const expected = dict({
    AB: array([1, -2.5, 0.5, true, null, ref(7)]),
    S: { ...bytesString(Buffer.from('a(b)A\n(c)')), hexadecimal: false },
    H: bytesString(Buffer.from('Hel`')),
  });
  assert.ok(sameValue(value, expected));
});

test('a dictionary with the same key twice is refused: readers would disagree about it', () => {
  assert.throws(() => parse('<< /V 1 /V 2 >>'), { code: 'damaged' });
});

test('nesting deeper than 64 is refused instead of ending the stack', () => {
  assert.throws(() => parse('['.repeat(100_000)), { code: 'limit-exceeded' });
});

test('what is written is read back', () => {
  const leaf = fc.oneof(
    fc.constant(null),
    fc.boolean(),
    fc.integer({ min: -1e9, max: 1e9 }),
    fc.string({ minLength: 1, unit: 'binary-ascii' }).map(name),
    fc.uint8Array().map(bytesString),
    fc.uint8Array().map((bytes) => ({ ...bytesString(bytes), hexadecimal: false })),
    fc.nat(99_999).map((n) => ref(n)),
  );
  const tree: fc.Arbitrary<PdfValue> = fc.letrec<{ value: PdfValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('value')).map(array),
      fc.dictionary(fc.stringMatching(/^[A-Za-z]{1,8}$/), tie('value')).map(dict),
    ),
  })).value;
  fc.assert(
    fc.property(tree, (value) => {
      const again = parser(writeValue(value)).value();
      assert.ok(sameValue(again, value), writeValue(value).toString('latin1'));
    }),
  );
});

test('any bytes are a value or a PdfError', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'<>[](){}/%# 09RfntrueabEF.+-\\\n') }), (text) => {
      try {
        parse(text);
      } catch (error) {
        assert.ok(error instanceof PdfError);
      }
    }),
  );
});

test('text strings keep Japanese and ASCII', () => {
  for (const text of ['Mihon (City)', '見本市長 𠮷野', '']) assert.equal(textOf(textString(text)), text);
});
