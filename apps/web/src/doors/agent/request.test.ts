import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRequest } from './request.ts';

const purpose = { ja: 'ログイン', en: 'Log in' };
const authenticate = { kind: 'authenticate', statement: 'ログインします', nonce: 'n'.repeat(43), purpose };
const document = { name: '契約書.pdf', digest: 'AB'.repeat(32), pages: 3 };

test('a request in the right form is read, and nothing else of it is kept', () => {
  assert.deepEqual(readRequest({ ...authenticate, pin: '1234' }), authenticate);
  assert.deepEqual(readRequest({ kind: 'sign', document, purpose }), {
    kind: 'sign',
    document: { ...document, digest: 'ab'.repeat(32) },
    purpose,
  });
  const counter = {
    kind: 'counter',
    relayUrl: 'http://localhost:8700/api/relay',
    relayToken: 'x'.repeat(43),
    cardSerial: '900000000000017',
    purpose,
  };
  assert.deepEqual(readRequest(counter), counter);
});

test('whose card is wanted, and that the person chooses anew, is kept when it is in the right form', () => {
  const wanted = { ja: '窓口の職員', en: 'a clerk' };
  const whole = { ...authenticate, wanted, roles: ['clerk', 'supervisor'], choose: true };
  assert.deepEqual(readRequest(whole), whole);
  const odd = { ...authenticate, wanted: 'me', roles: [7], choose: 'yes' };
  assert.deepEqual(readRequest(odd), authenticate);
});

test('a request in the wrong form is none', () => {
  const wrong = [
    null,
    'authenticate',
    {},
    { ...authenticate, kind: 'delete' },
    { ...authenticate, statement: '' },
    { ...authenticate, statement: 'x'.repeat(501) },
    { ...authenticate, nonce: 7 },
    { ...authenticate, purpose: 'ログイン' },
    { ...authenticate, purpose: { ja: 'あ'.repeat(121), en: 'x' } },
    { kind: 'sign', document: { ...document, digest: 'ab' }, purpose },
    { kind: 'sign', document: { ...document, pages: 1.5 }, purpose },
    { kind: 'sign', document: { name: 'x', pages: 1 }, purpose },
    // What is to be signed is the agent's to make; a digest under another name is none.
    { kind: 'sign', document: { name: 'x', pages: 1, sha256: 'ab'.repeat(32) }, purpose },
    { kind: 'sign', document: { ...document, certificateSha256: 'ab' }, purpose },
    { kind: 'sign', purpose },
    { kind: 'counter', relayUrl: 'x', relayToken: 'x', cardSerial: '123', purpose },
  ];
  for (const one of wrong) assert.equal(readRequest(one), undefined, JSON.stringify(one));
});
