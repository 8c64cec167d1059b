import assert from 'node:assert/strict';
import {
  ACTORS,
  type ActorKind,
  checkLifecycle,
  type Lifecycle,
  next,
  offered,
} from '../src/lifecycle/engine.ts';

/**
 * Walks every (state, event, actor) of a life cycle and compares with a list written down apart from the table, one line
 * per allowed pair: `FROM event TO: actor actor …`, with `-` for “does not exist yet”. What is not on the list must be
 * refused, with the right kind of refusal. Returns the number of combinations walked.
 */
export function walkLifecycle<S extends string, E extends string>(
  lifecycle: Lifecycle<S, E>,
  allowed: string,
): number {
  const expected = new Map<string, string>();
  const pairs = new Set<string>();
  for (const line of allowed.trim().split('\n')) {
    const [left = '', actors = ''] = line.trim().split(': ');
    const [from, event, to] = left.split(/\s+/);
    assert.ok(to !== undefined && actors !== '', `not understood: ${line}`);
    pairs.add(`${from} ${event}`);
    for (const actor of actors.split(/\s+/)) {
      assert.ok(Object.hasOwn(ACTORS, actor), `no such actor: ${actor}`);
      const key = `${from} ${event} ${actor}`;
      assert.ok(!expected.has(key), `twice in the list: ${key}`);
      expected.set(key, to);
    }
  }

  let walked = 0;
  const states: (S | null)[] = [null, ...(Object.keys(lifecycle.states) as S[])];
  for (const from of states) {
    for (const event of Object.keys(lifecycle.events) as E[]) {
      for (const actor of Object.keys(ACTORS) as ActorKind[]) {
        const key = `${from ?? '-'} ${event} ${actor}`;
        const answer = next(lifecycle, from, event, actor);
        assert.equal(answer.ok ? answer.to : 'refused', expected.get(key) ?? 'refused', key);
        assert.equal(
          offered(lifecycle, from, actor).some((row) => row.event === event),
          expected.has(key),
          `offered: ${key}`,
        );
        if (!answer.ok) {
          assert.equal(answer.refusal, pairs.has(`${from ?? '-'} ${event}`) ? 'actor' : 'state', key);
          assert.ok(answer.ja !== '' && answer.en !== '', key);
        }
        expected.delete(key);
        walked++;
      }
    }
  }
  assert.deepEqual([...expected.keys()], [], 'the list names what the table does not know');
  assert.deepEqual(checkLifecycle(lifecycle), []);
  return walked;
}
