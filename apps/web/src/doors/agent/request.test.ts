import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agentRequest } from '@mibun/protocol';
import fc from 'fast-check';
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

test('a digest is that of a key of the one kind or the other, and of no other length', () => {
  const read = (octets: number) =>
    readRequest({ kind: 'sign', document: { ...document, digest: 'AB'.repeat(octets) }, purpose });
  for (const octets of [32, 48]) {
    const asked = { ...document, digest: 'ab'.repeat(octets) };
    assert.deepEqual(read(octets), { kind: 'sign', document: asked, purpose });
  }
  for (const octets of [0, 20, 28, 31, 33, 47, 49, 64, 96]) assert.equal(read(octets), undefined);
  const certificateSha256 = 'ab'.repeat(48);
  const other = readRequest({ kind: 'sign', document: { ...document, certificateSha256 }, purpose });
  assert.equal(other, undefined, 'a certificate is named by its SHA-256');
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

test('what is read as a request is what the protocol says, no more and no less', () => {
  const lengthOf = (...lengths: readonly number[]) =>
    fc.oneof(...lengths.map((length) => fc.constant('x'.repeat(length))), fc.constant(7));
  const short = fc.constantFrom('あ', 'あ'.repeat(120), 'あ'.repeat(121), '', 7);
  const shown = fc.record({ ja: short, en: short }, { requiredKeys: ['ja'] });
  const digest = fc.constantFrom('ab'.repeat(32), 'AB'.repeat(48), 'ab'.repeat(40), 'ab', 7);
  const often = <T>(good: T, odd: fc.Arbitrary<unknown>) =>
    fc.oneof({ weight: 6, arbitrary: fc.constant<unknown>(good) }, odd);
  const requests = fc.record(
    {
      kind: fc.constantFrom('authenticate', 'sign', 'counter', 'delete'),
      purpose: often(purpose, shown),
      statement: often('ログインします', lengthOf(0, 500, 501)),
      nonce: often('n'.repeat(43), lengthOf(15, 16, 200, 201)),
      wanted: shown,
      roles: fc.oneof(fc.array(lengthOf(0, 1, 40, 41), { maxLength: 21 }), fc.constant('clerk')),
      choose: fc.constantFrom(true, false),
      document: often(
        document,
        fc.record(
          {
            name: lengthOf(0, 1, 200, 201),
            digest,
            pages: fc.constantFrom(0, 1, 1.5, -1, 10_000, 10_001, Number.NaN, '1'),
            certificateSha256: digest,
          },
          { requiredKeys: ['name', 'pages'] },
        ),
      ),
      relayUrl: often(
        'https://example.jp/api/relay',
        fc.constantFrom('x', 'file:///x', 'http://h', `http://${'h'.repeat(500)}`),
      ),
      relayToken: often(
        'x'.repeat(43),
        fc.oneof(lengthOf(19, 20, 200, 201), fc.constant(`${'x'.repeat(30)} `)),
      ),
      cardSerial: often('900000000000017', fc.constantFrom('123', '90000000000001x')),
    },
    { requiredKeys: ['kind', 'purpose', 'statement', 'nonce'] },
  );
  let read = 0;
  fc.assert(
    fc.property(fc.oneof({ weight: 20, arbitrary: requests }, fc.anything()), (given) => {
      const mine = readRequest(given);
      const { data } = agentRequest.safeParse(given);
      read += mine === undefined ? 0 : 1;
      assert.deepEqual(mine, data && withoutAbsent(data));
    }),
    { numRuns: 3000 },
  );
  assert.ok(read > 200, 'and it happens that one is read');
});

function withoutAbsent(value: object): unknown {
  return JSON.parse(JSON.stringify(value));
}
