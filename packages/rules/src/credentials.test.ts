import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  CREDENTIALS,
  type CredentialContext,
  type CredentialKind,
  checkCredential,
  checkCredentialFormat,
  normaliseCredential,
  triesLeftText,
} from './credentials.ts';
import { plainDate } from './dates.ts';

const CONTEXT: CredentialContext = {
  birthDate: plainDate('1980-02-17'),
  securityCode: '2285',
  individualNumber: '537686677188',
};

function judge(kind: CredentialKind, typed: string, context: CredentialContext = {}): string {
  const check = checkCredential(kind, typed, context);
  if (check.ok) return `ok ${check.value}`;
  assert.ok(check.ja !== '' && check.en !== '' && check.ja !== check.en);
  return check.reason;
}

test('PIN-01 tries: five for the signature password, three for each PIN', () => {
  assert.deepEqual(
    Object.entries(CREDENTIALS).map(([kind, { minLength, maxLength, tries }]) => [
      kind,
      minLength,
      maxLength,
      tries,
    ]),
    [
      ['signature', 6, 16, 5],
      ['authentication', 4, 4, 3],
      ['registry', 4, 4, 3],
      ['text', 4, 4, 3],
    ],
  );
});

test('PIN-04 appendix B 3: ab12cd is folded to AB12CD, full-width characters to ASCII', () => {
  assert.equal(judge('signature', 'ab12cd'), 'ok AB12CD');
  assert.equal(judge('signature', 'ＡＢ１２ｃｄ'), 'ok AB12CD');
  assert.equal(normaliseCredential('authentication', '１２３４'), '1234');
  assert.equal(normaliseCredential('registry', ' 5804　'), '5804');
});

test('PIN-01 appendix B 3: letters alone and digits alone are refused', () => {
  assert.equal(judge('signature', 'ABCDEF'), 'needs-letter-and-digit');
  assert.equal(judge('signature', '123456'), 'needs-letter-and-digit');
});

test('PIN-01 lengths', () => {
  assert.equal(judge('signature', 'AB12C'), 'length');
  assert.equal(judge('signature', 'AB12CD34EF56GH78'), 'ok AB12CD34EF56GH78');
  assert.equal(judge('signature', 'AB12CD34EF56GH789'), 'length');
  for (const kind of ['authentication', 'registry', 'text'] as const) {
    assert.equal(judge(kind, '580'), 'length');
    assert.equal(judge(kind, '5804'), 'ok 5804');
    assert.equal(judge(kind, '58041'), 'length');
    assert.equal(judge(kind, ''), 'length');
  }
});

test('PIN-04 what the card cannot hold never reaches it', () => {
  assert.equal(judge('signature', 'AB12C-D'), 'characters');
  assert.equal(judge('signature', 'あb12cd'), 'characters');
  assert.equal(judge('signature', 'straße12'), 'characters');
  assert.equal(judge('authentication', '58a4'), 'characters');
  assert.equal(judge('authentication', '58 4'), 'characters');
});

test('PIN-02 one repeated digit and runs are refused', () => {
  for (const pin of ['0000', '9999']) assert.equal(judge('authentication', pin), 'all-same');
  for (const pin of ['1234', '0123', '6789', '7890', '9876', '3210', '0987']) {
    assert.equal(judge('authentication', pin), 'sequence', pin);
  }
  for (const pin of ['1233', '1357', '1243']) assert.equal(judge('authentication', pin), `ok ${pin}`);
});

test('PIN-02 fragments of the birth date are refused, Western and era', () => {
  for (const pin of ['1980', '0217', '1702', '8002', '5502', '0280']) {
    assert.equal(judge('text', pin, CONTEXT), 'birth-date', pin);
    assert.equal(judge('text', pin), `ok ${pin}`);
  }
});

test('PIN-02 the security code and parts of the number are refused', () => {
  assert.equal(judge('registry', '2285', CONTEXT), 'security-code');
  for (const pin of ['5376', '8667', '7188'])
    assert.equal(judge('registry', pin, CONTEXT), 'number-part', pin);
  assert.equal(judge('registry', '4931', CONTEXT), 'ok 4931');
});

test('PIN-02 a signature password may not hold the birth date or a long piece of the number', () => {
  assert.equal(judge('signature', 'X19800217', CONTEXT), 'birth-date');
  assert.equal(judge('signature', 'A550217', CONTEXT), 'birth-date');
  assert.equal(judge('signature', 'Q537686', CONTEXT), 'number-part');
  assert.equal(judge('signature', 'Q53768X', CONTEXT), 'ok Q53768X');
});

test('PIN-02 an existing weak value is still verified: the format check does not judge strength', () => {
  assert.deepEqual(checkCredentialFormat('authentication', '1234'), { ok: true, value: '1234' });
});

test('property PIN-04: normalising twice changes nothing, and an accepted value has the allowed form', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<CredentialKind>('signature', 'authentication', 'registry', 'text'),
      fc.oneof(fc.string(), fc.stringMatching(/^[0-9A-Za-z０-９ａ-ｚ]{4,16}$/)),
      (kind, typed) => {
        const once = normaliseCredential(kind, typed);
        assert.equal(normaliseCredential(kind, once), once);
        const check = checkCredential(kind, typed);
        if (check.ok) {
          assert.match(check.value, kind === 'signature' ? /^(?=.*[A-Z])(?=.*\d)[A-Z0-9]{6,16}$/ : /^\d{4}$/);
        }
      },
    ),
  );
});

test('PIN-05 the last try is announced', () => {
  assert.equal(triesLeftText('authentication', 3).lastTry, false);
  assert.match(triesLeftText('authentication', 3).en, /^3 tries/);
  assert.equal(triesLeftText('authentication', 1).lastTry, true);
  assert.match(triesLeftText('signature', 0).en, /locked/);
});
