import { applicationErrors } from './errors.ts';

/** One picture at a time: whatever the public sends, the other cores and threads stay with everybody else. */
const AT_ONCE = 1;
const MOST_WAITING = 20;

/**
 * Where pictures are decoded, one after the other. Somebody has one place in the queue, so that no one person fills it;
 * when it is full, the next is told to come again, which is better than to let all wait for minutes.
 */
export interface PhotoDesk {
  /** @param whose by whom the place in the queue is taken: a draft, a correction */
  forApplicant<T>(whose: string, work: () => Promise<T>): Promise<T>;
  /** For our own jobs, which have time and are never sent away. */
  forUs<T>(work: () => Promise<T>): Promise<T>;
}

export function photoDesk(): PhotoDesk {
  const present = new Set<string>();
  const waiting: (() => void)[] = [];
  let busy = 0;

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (busy < AT_ONCE) busy++;
    // The one before hands its place on, so that nobody slips in between.
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else busy--;
    }
  }

  return {
    async forApplicant(whose, work) {
      if (present.has(whose) || present.size >= MOST_WAITING)
        throw applicationErrors.APPLICATION_PHOTO_LATER();
      present.add(whose);
      try {
        return await inTurn(work);
      } finally {
        present.delete(whose);
      }
    },
    forUs: inTurn,
  };
}
