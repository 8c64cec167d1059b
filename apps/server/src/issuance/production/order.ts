import type { Application } from '../applications/index.ts';

/** Causes for which express issue is open within its window (EXP-02). */
const EXPRESS_CAUSES: readonly Application['cause'][] = ['lost', 'damaged', 'addendum-full'];

/** Express issue is asked for in person at a counter (EXP-01), and needs one of the causes of EXP-02. */
export function isExpress({ cause, channel }: Pick<Application, 'cause' | 'channel'>): boolean {
  return channel === 'desk' && EXPRESS_CAUSES.includes(cause);
}

type Waiting = Pick<Application, 'cause' | 'channel' | 'receivedAt' | 'changedAt'>;

/** Express first, then who has waited longest (domain.md §10.1, "express first"). */
export function inMakingOrder<T extends Waiting>(waiting: readonly T[]): readonly T[] {
  const receivedAt = ({ receivedAt, changedAt }: Waiting) => (receivedAt ?? changedAt).getTime();
  return waiting.toSorted(
    (a, b) => Number(isExpress(b)) - Number(isExpress(a)) || receivedAt(a) - receivedAt(b),
  );
}
