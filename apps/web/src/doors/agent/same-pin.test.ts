import assert from 'node:assert/strict';
import { test } from 'node:test';
import { earlierPin } from './same-pin.ts';

test('PIN-02 a four-digit PIN that was just chosen is offered for the next one', () => {
  const values = { signature: 'ABC123', authentication: '2580' };
  assert.deepEqual(earlierPin('registry', ['signature', 'authentication'], values), {
    kind: 'authentication',
    value: '2580',
  });
});

test('PIN-02 the signature password is neither offered nor replaced by a PIN', () => {
  assert.equal(earlierPin('signature', ['authentication'], { authentication: '2580' }), undefined);
  assert.equal(earlierPin('authentication', ['signature'], { signature: 'ABC123' }), undefined);
});

test('what has not been chosen yet is not offered', () => {
  assert.equal(earlierPin('text', ['authentication'], {}), undefined);
  assert.equal(earlierPin('authentication', [], {}), undefined);
});
