import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACTORS, type ActorKind, checkLifecycle, next } from '@mibun/rules';
import { REACTIVATION } from './table.ts';

test('LOS-07 the table of a reactivation is sound, and only a clerk begins or completes one', () => {
  assert.deepEqual(checkLifecycle(REACTIVATION), []);
  for (const actor of Object.keys(ACTORS) as ActorKind[]) {
    assert.equal(next(REACTIVATION, null, 'open', actor).ok, actor === 'clerk', actor);
    assert.equal(next(REACTIVATION, 'OPENED', 'complete', actor).ok, actor === 'clerk', actor);
  }
});
