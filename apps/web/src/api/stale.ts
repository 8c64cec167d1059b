import { useSyncExternalStore } from 'react';
import type { Change } from './what-changed.ts';

/** What is known since the server last refused an act because the page was behind the times. */
export interface Stale {
  /** Goes up with each such refusal: whatever is on the page is loaded anew. */
  readonly turn: number;
  /** What turned out to be different, once it was loaded. */
  readonly changes: readonly Change[];
}

let now: Stale = { turn: 0, changes: [] };
const listeners = new Set<() => void>();

function set(next: Stale): void {
  now = next;
  for (const listener of listeners) listener();
}

/** 409 Conflict: the page shows a state that is no longer so. */
export function noteStale(): void {
  set({ turn: now.turn + 1, changes: [] });
}

/** What a thing that was loaded anew has become; only for the refusal that had it loaded. */
export function noteChanges(turn: number, changes: readonly Change[]): void {
  if (turn !== now.turn || changes.length === 0) return;
  const known = now.changes.map(({ now: { en } }) => en);
  set({ turn, changes: [...now.changes, ...changes.filter((one) => !known.includes(one.now.en))] });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useStale(): Stale {
  return useSyncExternalStore(subscribe, () => now);
}
