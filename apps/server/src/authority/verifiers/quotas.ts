import { jstDate, type PlainDate } from '@mibun/rules';
import type { Platform } from '../../platform/index.ts';
import type { Verifier, VerifierScope } from './api.ts';
import { addUsage, leaseUnits } from './store.ts';

/** A twentieth of what is left at a time, so that the last of a day is not locked up in one process. */
const SHARE = 20;
const LARGEST_LEASE = 1_000;
/** How long an empty day is believed before the database is asked again. */
const EMPTY_MS = 1_000;

/** What this process may still spend of a day's quota without asking anybody. */
interface Purse {
  readonly day: PlainDate;
  left: number;
  /** Spent, and not yet in the database. */
  unwritten: number;
  emptyUntil: number;
  asking: Promise<void> | undefined;
}

export interface Quotas {
  /** Whether `units` more questions are within the rate and the day's quota; then they are spent. */
  spend(verifier: Verifier, scope: VerifierScope, units: number): Promise<'ok' | 'rate' | 'quota'>;
  /** Spends what has been used already, as far as there is any: several questions came in one message. */
  spendMore(verifier: Verifier, scope: VerifierScope, units: number): void;
  /** Writes what was spent; `giveBack` also returns what is left, for a process that ends. */
  flush(options?: { readonly giveBack?: boolean }): Promise<void>;
}

/**
 * Quotas without a query for each question: a process leases part of the day's quota from the database and spends it in
 * memory. Together they never spend more than the quota; what a crash leaves unspent is lost for the day.
 */
export function quotasOn({ clock, database }: Platform): Quotas {
  const purses = new Map<string, Purse>();
  const allowances = new Map<string, { tokens: number; at: number }>();

  /** A token bucket of one second. */
  function withinRate({ verifierId, ratePerSecond }: Verifier): boolean {
    const now = clock.now().getTime();
    const last = allowances.get(verifierId) ?? { tokens: ratePerSecond, at: now };
    const refilled = last.tokens + (Math.max(0, now - last.at) * ratePerSecond) / 1000;
    const tokens = Math.min(ratePerSecond, refilled);
    allowances.set(verifierId, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
    return tokens >= 1;
  }

  function purseOf(verifierId: string, scope: VerifierScope): Purse {
    const day = jstDate(clock.now());
    const key = `${day} ${verifierId} ${scope}`;
    const purse = purses.get(key) ?? { day, left: 0, unwritten: 0, emptyUntil: 0, asking: undefined };
    purses.set(key, purse);
    return purse;
  }

  async function lease(verifier: Verifier, scope: VerifierScope, purse: Purse, units: number): Promise<void> {
    const { verifierId, quotas } = verifier;
    const share = (left: number) => Math.max(units, Math.min(LARGEST_LEASE, Math.ceil(left / SHARE)));
    const taken = await database.transaction((tx) =>
      leaseUnits(tx, { verifierId, scope, day: purse.day }, quotas[scope] ?? 0, share),
    );
    purse.left += taken;
    if (purse.left < units) purse.emptyUntil = clock.now().getTime() + EMPTY_MS;
  }

  return {
    async spend(verifier, scope, units) {
      if (!withinRate(verifier)) return 'rate';
      const purse = purseOf(verifier.verifierId, scope);
      while (purse.left < units) {
        if (clock.now().getTime() < purse.emptyUntil) return 'quota';
        // One process asks once at a time, however many questions wait.
        purse.asking ??= lease(verifier, scope, purse, units).finally(() => {
          purse.asking = undefined;
        });
        await purse.asking;
      }
      purse.left -= units;
      purse.unwritten += units;
      return 'ok';
    },

    spendMore({ verifierId }, scope, units) {
      const purse = purseOf(verifierId, scope);
      const spent = Math.min(purse.left, units);
      purse.left -= spent;
      purse.unwritten += spent;
    },

    async flush({ giveBack = false } = {}) {
      const today = jstDate(clock.now());
      for (const [key, purse] of purses) {
        const [, verifierId = '', scope = ''] = key.split(' ');
        const used = purse.unwritten;
        const returned = giveBack ? purse.left : 0;
        if (used > 0 || returned > 0) {
          purse.unwritten = 0;
          purse.left -= returned;
          await database
            .transaction((tx) =>
              addUsage(
                tx,
                { verifierId, scope: scope as VerifierScope, day: purse.day },
                { granted: -returned, used, ...(used > 0 && { seenAt: clock.now() }) },
              ),
            )
            .catch((error: unknown) => {
              purse.unwritten += used;
              purse.left += returned;
              throw error;
            });
        }
        if (purse.day !== today && purse.unwritten === 0 && !purse.asking) purses.delete(key);
      }
    },
  };
}
