import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { relayReply, relayRequest } from './index.ts';

const agent = '7d7c9c2e-9d5c-4d5e-8b2a-0f6f0a0b1c2d';

suite('agent ↔ relay', () => {
  test('what an agent says of a card fits, and nothing that is not of the protocol comes through', () => {
    const said = {
      kind: 'failed',
      code: 'wrong-pin',
      message: 'the PIN was wrong',
      triesLeft: 2,
      pin: '1234',
    };
    const { answer } = relayRequest.parse({ agent, number: 3, answer: said });
    assert.deepEqual(answer, {
      kind: 'failed',
      code: 'wrong-pin',
      message: 'the PIN was wrong',
      triesLeft: 2,
    });
    assert.equal(relayRequest.parse({ agent, number: 0, answer: null }).answer, null);
  });

  for (const [what, answer] of [
    ['octets with half of one', { kind: 'responses', responses: ['90000'] }],
    ['capital letters', { kind: 'card-inserted', atr: '3BFF' }],
    ['more answers than there can be commands', { kind: 'responses', responses: Array(65).fill('9000') }],
    ['an unknown answer', { kind: 'pin', value: '1234' }],
  ] as const)
    test(`${what} is no answer of an agent`, () => {
      assert.ok(!relayRequest.safeParse({ agent, number: 1, answer }).success);
    });

  for (const [what, step] of [
    ['a command that is shorter than its header', { kind: 'transmit', commands: ['00a404'] }],
    ['no secret to set', { kind: 'set-pins', credentials: [], context: {} }],
    ['a secret that no card has', { kind: 'verify-pin', credential: 'transport' }],
    ['a page of text', { kind: 'finished', ok: false, problem: problemOf('x'.repeat(501)) }],
  ] as const)
    test(`${what} is no step of a relay`, () => {
      assert.ok(!relayReply.safeParse({ number: 1, step }).success);
    });
});

function problemOf(text: string) {
  return { code: 'RELAY_OVER', title: { ja: text, en: text }, next: { ja: text, en: text } };
}
