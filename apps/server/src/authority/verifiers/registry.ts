import { jstDate } from '@mibun/rules';
import { afterCommit, type Platform, type Tx } from '../../platform/index.ts';
import type { Verifier } from './api.ts';
import { findByHandle } from './store.ts';

/** Where another process may have suspended a verifier: how long this one believes what it knows (pki.md §4: 5 s). */
const SHARED_TRUST_MS = 2_000;
const MAX_KNOWN = 10_000;

export interface Registry {
  /** Whose certificate, key or service this is; remembered, so that a status question costs no query. */
  byHandle(handle: string): Promise<Verifier | undefined>;
  isInForce(verifier: Verifier): boolean;
  /** What is known is asked anew once `tx` has committed. */
  forget(tx: Tx): void;
}

export function registryOn({ clock, database }: Platform): Registry {
  const trustMs = database.engine === 'postgres' ? SHARED_TRUST_MS : Number.POSITIVE_INFINITY;
  const known = new Map<string, { readonly verifier: Verifier; readonly readAt: number }>();
  /** Counts changes, so that what was read before one is not kept after it. */
  let changes = 0;
  return {
    async byHandle(handle) {
      const now = clock.now().getTime();
      const kept = known.get(handle);
      if (kept && Math.abs(now - kept.readAt) < trustMs) return kept.verifier;
      const before = changes;
      const verifier = await database.query((tx) => findByHandle(tx, handle));
      // Strangers are not remembered: there is no end of them.
      if (!verifier) known.delete(handle);
      else if (before === changes) {
        if (known.size >= MAX_KNOWN) known.clear();
        known.set(handle, { verifier, readAt: now });
      }
      return verifier;
    },
    isInForce({ state, validFrom, validUntil }) {
      const today = jstDate(clock.now());
      return state === 'ACCREDITED' && validFrom <= today && today <= validUntil;
    },
    forget(tx) {
      afterCommit(tx, () => {
        changes++;
        known.clear();
      });
    },
  };
}
