import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fairQueue } from './fair-queue.ts';

function drain<T>(queue: { next(): T | undefined }): T[] {
  const all: T[] = [];
  for (let job = queue.next(); job !== undefined; job = queue.next()) all.push(job);
  return all;
}

test('clients take turns: one file of a newcomer comes before the second of somebody who sent many', () => {
  const queue = fairQueue<string>({ mostWaiting: 10, mostOfOneClient: 5 });
  for (const job of ['a1', 'a2', 'a3', 'a4']) queue.add('a', job);
  queue.add('b', 'b1');
  queue.add('c', 'c1');
  assert.deepEqual(drain(queue), ['a1', 'b1', 'c1', 'a2', 'a3', 'a4']);
});

test('a client who has too much waiting is refused, and only that one', () => {
  const queue = fairQueue<string>({ mostWaiting: 10, mostOfOneClient: 2 });
  queue.add('a', 'a1');
  queue.add('a', 'a2');
  assert.deepEqual(queue.add('a', 'a3'), { accepted: false });
  assert.deepEqual(queue.add('b', 'b1'), { accepted: true });
});

test('when everything is full, the newcomer takes the last place of whoever has most', () => {
  const queue = fairQueue<string>({ mostWaiting: 4, mostOfOneClient: 3 });
  for (const job of ['a1', 'a2', 'a3']) queue.add('a', job);
  queue.add('b', 'b1');
  assert.deepEqual(queue.add('c', 'c1'), { accepted: true, displaced: 'a3' });
  assert.deepEqual(queue.add('b', 'b2'), { accepted: false }, 'two each is a fair share');
  assert.deepEqual(queue.add('d', 'd1'), { accepted: true, displaced: 'a2' });
  assert.deepEqual(queue.add('e', 'e1'), { accepted: false });
  assert.deepEqual(drain(queue), ['a1', 'b1', 'c1', 'd1']);
});

test('whatever is added, the queue stays within its limits and loses no job that it did not give back', () => {
  const step = fc.oneof(fc.constant('next' as const), fc.constantFrom('a', 'b', 'c', 'd', 'e'));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const queue = fairQueue<number>({ mostWaiting: 6, mostOfOneClient: 3 });
      const open = new Set<number>();
      steps.forEach((what, n) => {
        if (what === 'next') {
          const job = queue.next();
          assert.equal(job === undefined, open.size === 0);
          if (job !== undefined) assert.ok(open.delete(job));
          return;
        }
        const { accepted, displaced } = queue.add(what, n);
        if (displaced !== undefined) assert.ok(open.delete(displaced));
        if (accepted) open.add(n);
        assert.ok(queue.waiting <= 6);
        assert.equal(queue.waiting, open.size);
      });
      assert.deepEqual(new Set(drain(queue)), open);
    }),
  );
});
