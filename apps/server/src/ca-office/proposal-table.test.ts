import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACTORS, type ActorKind, checkLifecycle, next } from '@mibun/rules';
import { PROPOSAL, type ProposalEvent, type ProposalState } from './proposal-table.ts';

const ALLOWED: Readonly<Record<string, readonly [to: ProposalState, ActorKind]>> = {
  '- propose': ['PROPOSED', 'ca-operator'],
  'PROPOSED confirm': ['CONFIRMED', 'ca-operator'],
  'PROPOSED withdraw': ['WITHDRAWN', 'ca-operator'],
  'PROPOSED lapse': ['LAPSED', 'timer'],
  'CONFIRMED resume': ['CONFIRMED', 'ca-operator'],
  'CONFIRMED finish': ['DONE', 'system'],
  'CONFIRMED refuse': ['REFUSED', 'system'],
};

test('§9 2P an act on a key: every state, event and actor, allowed or refused', () => {
  assert.deepEqual(checkLifecycle(PROPOSAL), []);
  const states = [null, ...(Object.keys(PROPOSAL.states) as ProposalState[])];
  for (const from of states) {
    for (const event of Object.keys(PROPOSAL.events) as ProposalEvent[]) {
      for (const actor of Object.keys(ACTORS) as ActorKind[]) {
        const allowed = ALLOWED[`${from ?? '-'} ${event}`];
        const expected = allowed?.[1] === actor ? allowed[0] : 'refused';
        const answer = next(PROPOSAL, from, event, actor);
        assert.equal(answer.ok ? answer.to : 'refused', expected, `${from} ${event} ${actor}`);
      }
    }
  }
});
