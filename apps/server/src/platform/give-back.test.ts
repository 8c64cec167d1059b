import assert from 'node:assert/strict';
import { test } from 'node:test';
import { giveMemoryBack } from './give-back.ts';

test('what nobody holds any more is given back', async () => {
  let held: object | undefined = { of: 'a work that is done' };
  const seen = new WeakRef(held);
  held = undefined;
  // A reference that was read stays until the end of its turn.
  await new Promise((resolve) => setImmediate(resolve));
  giveMemoryBack();
  assert.equal(seen.deref(), undefined);
  assert.equal(held, undefined);
});
