import type { MeAnswer } from '@mibun/server/schemas/services/disclosure';

/** A day to come, and what it means. */
export interface Milestone {
  readonly date: string;
  readonly kind: 'renewable' | 'end';
  readonly what: 'certificates' | 'card' | 'both';
}

export interface Schedule {
  /** What can be renewed now, and by when. */
  readonly renewNow: { readonly what: Milestone['what']; readonly by: string } | undefined;
  readonly ahead: readonly Milestone[];
}

type Dated = {
  readonly date: string;
  readonly kind: Milestone['kind'];
  readonly of: 'certificates' | 'card';
};

/** The two ends of a card's life in one list: everything that lies ahead, and what is due now (INC-11). */
export function scheduleOf(
  { card, certificates }: Pick<MeAnswer, 'card' | 'certificates'>,
  today: string,
): Schedule {
  if (card?.state !== 'ACTIVE') return { renewNow: undefined, ahead: [] };
  const good = certificates.filter(({ standing }) => standing === 'good');
  // The pair ends on one day; where it does not, the earlier day counts.
  const [first] = [...good].sort((a, b) => (a.expiresOn ?? '').localeCompare(b.expiresOn ?? ''));
  const days: readonly Dated[] = [
    ...(first?.expiresOn && first.renewableFrom
      ? ([
          { date: first.renewableFrom, kind: 'renewable', of: 'certificates' },
          { date: first.expiresOn, kind: 'end', of: 'certificates' },
        ] as const)
      : []),
    { date: card.renewableFrom, kind: 'renewable', of: 'card' },
    { date: card.expiry, kind: 'end', of: 'card' },
  ];
  const ends = merge(days.filter(({ kind }) => kind === 'end'));
  const begins = merge(days.filter(({ kind }) => kind === 'renewable'));
  const due = begins.find(({ date }) => date <= today);
  const dueEnd =
    due && ends.find(({ what, date }) => date >= today && (what === due.what || what === 'both'));
  return {
    renewNow: due && dueEnd ? { what: due.what, by: dueEnd.date } : undefined,
    ahead: [...begins, ...ends]
      .filter(({ date }) => date > today)
      .sort((a, b) => a.date.localeCompare(b.date)),
  };
}

/** Card and certificates on one day are one milestone. */
function merge(days: readonly Dated[]): readonly Milestone[] {
  const merged = new Map<string, Milestone>();
  for (const { date, kind, of } of days) {
    const known = merged.get(date);
    merged.set(date, { date, kind, what: known && known.what !== of ? 'both' : of });
  }
  return [...merged.values()];
}
