import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { noteInserted, takeLeftover } from './money.ts';

function withStorage(): Map<string, string> {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  Object.defineProperty(globalThis, 'sessionStorage', { value: storage, configurable: true });
  return kept;
}

afterEach(() => Reflect.deleteProperty(globalThis, 'sessionStorage'));

test('INC-02 what was put in before a reload is given back, and only once', () => {
  withStorage();
  noteInserted(100);
  noteInserted(500);
  assert.equal(takeLeftover(), 500);
  assert.equal(takeLeftover(), 0);
});

test('what has been paid or returned is not given back again', () => {
  withStorage();
  noteInserted(500);
  noteInserted(0);
  assert.equal(takeLeftover(), 0);
});

test('nonsense in the store is no money', () => {
  const kept = withStorage();
  noteInserted(100);
  for (const key of kept.keys()) kept.set(key, '1e99');
  assert.equal(takeLeftover(), 0);
});

test('a machine without a store works', () => {
  assert.doesNotThrow(() => noteInserted(100));
  assert.equal(takeLeftover(), 0);
});
