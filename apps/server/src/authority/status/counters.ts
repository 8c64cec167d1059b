import type { Clock } from '../../platform/index.ts';
import type { OcspFigures } from './api.ts';

const MINUTE_MS = 60_000;
const MINUTES = 60;

/** How an OCSP request ended. */
export type OcspOutcome = 'cached' | 'live' | 'refused';

export interface OcspCounters {
  /** From when on is counted; the first call decides. */
  begin(): void;
  count(outcome: OcspOutcome, now: number): void;
  figures(): OcspFigures;
}

/** Counts in memory what this process answers: one addition a request. */
export function countersOn(clock: Clock): OcspCounters {
  // Not when it is composed: nothing may be asked of the platform yet.
  let begun: Date | undefined;
  const sinceStart = () => {
    begun ??= clock.now();
    return begun;
  };
  const totals = { cached: 0, live: 0, refused: 0 };
  /** Answers of minute m at place m mod 61: the last 60 full ones and the one that is running. */
  const minutes = Array.from({ length: MINUTES + 1 }, () => ({ minute: -1, answers: 0 }));

  return {
    begin: () => void sinceStart(),
    count(outcome, now) {
      totals[outcome]++;
      if (outcome === 'refused') return;
      const minute = Math.floor(now / MINUTE_MS);
      const place = minutes[minute % minutes.length];
      if (!place) return;
      if (place.minute !== minute) {
        place.minute = minute;
        place.answers = 0;
      }
      place.answers++;
    },
    figures() {
      const now = clock.now();
      const { cached, live, refused } = totals;
      const running = Math.floor(now.getTime() / MINUTE_MS);
      const perMinute = Array.from({ length: MINUTES }, (_, index) => {
        const minute = running - MINUTES + index;
        const found = minutes.find((each) => each.minute === minute);
        return { minute: new Date(minute * MINUTE_MS), answers: found?.answers ?? 0 };
      });
      return { sinceStart: sinceStart(), answers: cached + live, cached, live, refused, perMinute };
    },
  };
}
