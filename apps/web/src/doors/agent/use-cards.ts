import type { CardList } from '@mibun/protocol';
import { useCallback, useEffect, useState } from 'react';
import { ApiProblem } from '../../api/problem.ts';
import { readCards, waitForChange } from './agent-api.ts';

/** The agent may be restarting. */
const TRY_AGAIN_MS = 2000;

/**
 * The cards that are here, kept up to date: a card put into a reader appears without reloading, and one that is pulled
 * is gone.
 *
 * @param origin the site that asks; its last card is marked
 */
export function useCards(origin?: string): {
  readonly list: CardList | undefined;
  readonly problem: ApiProblem | undefined;
  retry(): void;
} {
  const [list, setList] = useState<CardList>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [run, setRun] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `run` begins anew after a problem
  useEffect(() => {
    const stop = new AbortController();
    void keepUp(origin, stop.signal, setList, setProblem);
    return () => stop.abort();
  }, [origin, run]);

  const retry = useCallback(() => setRun((before) => before + 1), []);
  return { list, problem, retry };
}

async function keepUp(
  origin: string | undefined,
  signal: AbortSignal,
  onList: (list: CardList) => void,
  onProblem: (problem: ApiProblem | undefined) => void,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const list = await readCards(origin);
      if (signal.aborted) return;
      onProblem(undefined);
      onList(list);
      let { version } = list;
      while (version === list.version && !signal.aborted)
        version = (await waitForChange(version, signal)).version;
    } catch (reason) {
      if (signal.aborted) return;
      if (!(reason instanceof ApiProblem)) throw reason;
      onProblem(reason);
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
    }
  }
}
