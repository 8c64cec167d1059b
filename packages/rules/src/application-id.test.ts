import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  formatApplicationId,
  isApplicationId,
  makeApplicationId,
  parseApplicationId,
} from './application-id.ts';

const base21 = fc.stringMatching(/^[0-9]{21}$/);

test('APP-05 check digits by ISO 7064 MOD 97-10', () => {
  // The worked example of ISO 7064: 794 has the check digits 44.
  assert.equal(makeApplicationId('000000000000000000794'), '00000000000000000079444');
  assert.equal(makeApplicationId('000000000000000000000'), '00000000000000000000098');
  assert.throws(() => makeApplicationId('123'), RangeError);
  assert.throws(() => makeApplicationId('12345678901234567890x'), RangeError);
});

test('property APP-01: a made ID is taken back from what people type', () => {
  fc.assert(
    fc.property(base21, (base) => {
      const id = makeApplicationId(base);
      assert.equal(id.length, 23);
      const fullWidth = [...id].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('');
      for (const typed of [id, formatApplicationId(id), fullWidth, id.replace(/.{4}/g, '$&-')]) {
        assert.deepEqual(parseApplicationId(typed), { ok: true, id });
      }
    }),
  );
});

test('property APP-05: every single wrong digit is found', () => {
  fc.assert(
    fc.property(
      base21,
      fc.integer({ min: 0, max: 22 }),
      fc.integer({ min: 1, max: 9 }),
      (base, at, shift) => {
        const id = makeApplicationId(base);
        const wrong = id.slice(0, at) + ((Number(id[at]) + shift) % 10) + id.slice(at + 1);
        const parsed = parseApplicationId(wrong);
        assert.equal(parsed.ok ? 'ok' : parsed.reason, 'check-digits');
      },
    ),
  );
});

test('property APP-05: every two digits exchanged are found', () => {
  fc.assert(
    fc.property(base21, fc.integer({ min: 0, max: 22 }), fc.integer({ min: 0, max: 22 }), (base, i, j) => {
      const digits = [...makeApplicationId(base)];
      const [a, b] = [digits[i] ?? '', digits[j] ?? ''];
      fc.pre(a !== b);
      digits[i] = b;
      digits[j] = a;
      assert.equal(isApplicationId(digits.join('')), false);
    }),
  );
});

test('APP-05 refusals name what is wrong, in both languages', () => {
  const cases = [
    ['1234', 'length'],
    ['', 'length'],
    ['00000000000000000079444x', 'characters'],
    ['00000000000000000079445', 'check-digits'],
  ] as const;
  for (const [typed, reason] of cases) {
    const parsed = parseApplicationId(typed);
    assert.ok(!parsed.ok && parsed.reason === reason && parsed.ja !== '' && parsed.en !== '', typed);
  }
});

test('APP-05 check digits 00, 01 and 99 are never right, though congruent', () => {
  for (let n = 0; n < 97; n++) {
    const base = String(n).padStart(21, '0');
    for (const check of ['00', '01', '99']) assert.equal(isApplicationId(base + check), false);
  }
});

test('APP-01 printed in groups of four, the last of three', () => {
  assert.equal(
    formatApplicationId(makeApplicationId('000000000000000000794')),
    '0000 0000 0000 0000 0079 444',
  );
});
