import type { AccessLogEntry } from '@mibun/server/schemas/services/disclosure';
import { dateInJapan } from '../../../i18n/index.ts';

export interface Day {
  /** In Japan, 'YYYY-MM-DD'. */
  readonly date: string;
  readonly entries: readonly AccessLogEntry[];
}

/** Entries, newest first, under the days on which they happened. */
export function byDay(entries: readonly AccessLogEntry[]): readonly Day[] {
  const days = new Map<string, AccessLogEntry[]>();
  for (const entry of entries) {
    const date = dateInJapan(entry.at);
    const day = days.get(date);
    if (day) day.push(entry);
    else days.set(date, [entry]);
  }
  return [...days].map(([date, list]) => ({ date, entries: list }));
}
