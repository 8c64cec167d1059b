import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromAgent } from '@mibun/protocol';
import fc from 'fast-check';
import { isFromAgent } from './from-agent.ts';

test('what pages take for a message of the agent is what the protocol says, no more and no less', () => {
  const kind = fc.constantFrom('authenticate', 'sign', 'counter', 'pin', ['sign'], 7);
  const id = fc.oneof(fc.constant('id-1'), fc.constant('x'.repeat(101)), fc.constant(7));
  const messages = fc.record(
    {
      mibun: fc.constantFrom('ready', 'here', 'answer', 'question', 'bye', 7),
      id,
      kind,
      ok: fc.constantFrom(true, false, 'yes'),
      answer: fc.anything(),
      code: fc.constantFrom('refused', 7),
      message: fc.constantFrom('やめました', 7),
    },
    { requiredKeys: [] },
  );
  let taken = 0;
  fc.assert(
    fc.property(fc.oneof({ weight: 20, arbitrary: messages }, fc.anything()), (data) => {
      const { success } = fromAgent.safeParse(data);
      taken += success ? 1 : 0;
      assert.equal(isFromAgent(data), success);
    }),
    { numRuns: 3000 },
  );
  assert.ok(taken > 50, 'and it happens that one is taken');
});
