import type { CeremonyRequest, Stage, StageAnswer, Turn } from '@mibun/protocol';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiProblem } from '../../api/problem.ts';
import { advanceCeremony, beginCeremony, cancelCeremony, waitForChange } from './agent-api.ts';

/** A ceremony on the page. `turn` changes with every stage: use it as key, so that nothing typed stays behind. */
export interface Ceremony {
  readonly stage: Stage | undefined;
  readonly turn: number;
  /** An answer is on its way. */
  readonly busy: boolean;
  begin(request: CeremonyRequest): void;
  answer(value: StageAnswer): void;
  /** Gives the card back and forgets the ceremony. */
  cancel(): void;
}

/** Runs one ceremony at a time; closing the window gives the card back. */
export function useCeremony(): Ceremony {
  const [now, setNow] = useState<Turn>();
  const [busy, setBusy] = useState(false);
  const id = useRef<string>(undefined);
  // Counts the ceremonies, so that an answer to an abandoned one changes nothing.
  const run = useRef(0);

  const follow = useCallback(async (first: Promise<Turn>, mine: number) => {
    setBusy(true);
    try {
      let next = await first;
      while (mine === run.current && next.stage.kind === 'working' && id.current !== undefined) {
        setNow(next);
        setBusy(false);
        next = await advanceCeremony(id.current, next.turn, null);
      }
      if (mine === run.current) setNow(next);
    } catch (reason) {
      if (mine === run.current)
        setNow((before) => ({ turn: (before?.turn ?? 0) + 1, stage: failed(reason) }));
    } finally {
      if (mine === run.current) setBusy(false);
    }
  }, []);

  const cancel = useCallback(() => {
    if (id.current !== undefined) cancelCeremony(id.current);
    id.current = undefined;
    run.current += 1;
    setNow(undefined);
    setBusy(false);
  }, []);

  const begin = useCallback(
    (request: CeremonyRequest) => {
      run.current += 1;
      const mine = run.current;
      const begun = beginCeremony(request).then((first) => {
        if (mine === run.current) id.current = first.id;
        else cancelCeremony(first.id);
        return first;
      });
      void follow(begun, mine);
    },
    [follow],
  );

  const turn = now?.turn ?? 0;
  const answer = useCallback(
    (value: StageAnswer) => {
      if (id.current !== undefined) void follow(advanceCeremony(id.current, turn, value), run.current);
    },
    [follow, turn],
  );

  // While the person is being asked something, their card may be pulled or the reader unplugged: the agent then has
  // another stage, and nobody should type on.
  const isAsking = now?.stage.kind === 'secret' || now?.stage.kind === 'new-secrets';
  useEffect(() => {
    if (!isAsking || id.current === undefined) return;
    const stop = new AbortController();
    void untilOvertaken(id.current, turn, stop.signal).then((next) => {
      if (next !== undefined && !stop.signal.aborted) setNow(next);
    });
    return () => stop.abort();
  }, [isAsking, turn]);

  useEffect(() => {
    const release = () => {
      if (id.current !== undefined) cancelCeremony(id.current);
    };
    window.addEventListener('pagehide', release);
    return () => window.removeEventListener('pagehide', release);
  }, []);

  return { stage: now?.stage, turn, busy, begin, answer, cancel };
}

/** Looks at the ceremony whenever a card has come or gone. @returns its stage when it is no longer that of `turn` */
async function untilOvertaken(id: string, turn: number, signal: AbortSignal): Promise<Turn | undefined> {
  let seen: number | undefined;
  try {
    while (!signal.aborted) {
      seen = (await waitForChange(seen, signal)).version;
      if (signal.aborted) return undefined;
      const next = await advanceCeremony(id, turn, null);
      if (next.turn !== turn) return next;
    }
  } catch (reason) {
    // The person's own answer will meet the same problem, and say so.
    if (!signal.aborted && !(reason instanceof ApiProblem)) throw reason;
  }
  return undefined;
}

function failed(reason: unknown): Stage {
  if (!(reason instanceof ApiProblem)) throw reason;
  // The backend answered in the language of the moment; the other one shows the same text.
  const both = (text: string) => ({ ja: text, en: text });
  return {
    kind: 'failed',
    failure: {
      code: reason.code,
      status: reason.status,
      title: both(reason.title),
      next: both(reason.next ?? ''),
    },
  };
}
