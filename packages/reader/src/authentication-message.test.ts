import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { authenticationMessage } from './authentication-message.ts';

const NONCE = 'q83vEjRWeJC6q83vEjRWeJC6q83vEjRWeJC6q83vEjQ';
const sample = { origin: 'http://localhost:8700', nonce: NONCE, statement: 'マイページにログインします' };

test('VER-01 the message names origin, nonce and statement, each on a line of its own', () => {
  assert.equal(
    new TextDecoder().decode(authenticationMessage(sample)),
    `MIBUN AUTHENTICATION 1\norigin: http://localhost:8700\nnonce: ${NONCE}\nstatement: マイページにログインします\n`,
  );
});

test('VER-01 a statement cannot smuggle in a second line or turn the reading direction', () => {
  for (const break_ of ['\n', '\r', '\u2028', '\u2029', '\u0000', '\u0085', '\u202e', '\u2066']) {
    assert.throws(() => authenticationMessage({ ...sample, statement: `a${break_}origin: x` }), RangeError);
  }
  assert.throws(() => authenticationMessage({ ...sample, statement: '' }), RangeError);
  assert.throws(() => authenticationMessage({ ...sample, statement: 'x'.repeat(501) }), RangeError);
  assert.throws(() => authenticationMessage({ ...sample, statement: '\ud800' }), RangeError);
});

test('VER-01 only an origin as browsers write it is accepted', () => {
  const wrong = [
    'null',
    '',
    'https://bank.example/',
    'https://BANK.example',
    'https://bank.example:443',
    'file:///a',
  ];
  for (const origin of wrong)
    assert.throws(() => authenticationMessage({ ...sample, origin }), RangeError, origin);
  for (const nonce of ['', 'short', `${NONCE} x`, `${NONCE}\nstatement: x`]) {
    assert.throws(() => authenticationMessage({ ...sample, nonce }), RangeError, nonce);
  }
});

test('VER-04 two different requests never give the same bytes', () => {
  const nonces = fc.stringMatching(/^[A-Za-z0-9_-]{16,64}$/);
  const statements = fc.stringMatching(/^[ -~]{1,60}$/);
  fc.assert(
    fc.property(nonces, statements, nonces, statements, (nonce, statement, otherNonce, otherStatement) => {
      const one = Buffer.from(authenticationMessage({ ...sample, nonce, statement }));
      const two = Buffer.from(
        authenticationMessage({ ...sample, nonce: otherNonce, statement: otherStatement }),
      );
      assert.equal(one.equals(two), nonce === otherNonce && statement === otherStatement);
    }),
    { numRuns: 200 },
  );
});
