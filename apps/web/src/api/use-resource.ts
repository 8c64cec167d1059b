import { useCallback, useEffect, useRef, useState } from 'react';
import { useLanguage } from '../i18n/language.ts';
import { type Answered, addressOf, type CallName, type CallOptions } from './call.ts';
import type { RequestOptions, SystemInfo } from './client.ts';
import { ApiProblem, getSystem, request } from './client.ts';
import { noteChanges, useStale } from './stale.ts';
import { whatChanged } from './what-changed.ts';

/** A thing that is being loaded, is here, or could not be had. */
export interface Resource<T> {
  readonly data: T | undefined;
  readonly problem: ApiProblem | undefined;
  readonly loading: boolean;
  readonly reload: () => void;
}

/** What can be shown: whatever is read. */
export type ResourceName = CallName & `GET ${string}`;

/** The options of what a page shows: `null` loads nothing. */
export type Shown<N extends CallName> =
  Record<never, never> extends CallOptions<N>
    ? [options?: CallOptions<N> | null]
    : [options: CallOptions<N> | null];

/**
 * Loads JSON for a page and loads it again when what is asked for or the language change. The previous data stay visible
 * meanwhile, so that a table does not jump. `null` as options loads nothing.
 */
export function useResource<N extends ResourceName>(name: N, ...[options]: Shown<N>): Resource<Answered<N>> {
  const { query, token } = (options ?? {}) as Pick<RequestOptions, 'query' | 'token'>;
  const address = addressOf as (name: CallName, options: unknown) => string;
  return useLoaded<Answered<N>>(options === null ? null : address(name, options), { query, token });
}

/** The same by path, with no word on what comes back; pages use {@link useResource}. */
export function useLoaded<T>(
  path: string | null,
  options: Pick<RequestOptions, 'query' | 'token'> = {},
): Resource<T> {
  const language = useLanguage();
  const [state, setState] = useState<Omit<Resource<T>, 'reload'>>({
    data: undefined,
    problem: undefined,
    loading: path !== null,
  });
  const [turn, setTurn] = useState(0);
  const stale = useStale().turn;
  const key = JSON.stringify([path, options.query, options.token, language, turn, stale]);
  /** What is on the page, for telling what an act that was refused had not seen. */
  const shown = useRef<{ readonly path: string; readonly stale: number; readonly data: T }>(undefined);
  const latest = useRef(options);
  latest.current = options;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for everything the call depends on
  useEffect(() => {
    if (path === null) {
      setState({ data: undefined, problem: undefined, loading: false });
      return;
    }
    const abort = new AbortController();
    setState((before) => ({ ...before, loading: true }));
    request<T>('GET', path, { ...latest.current, signal: abort.signal }).then(
      (data) => {
        const before = shown.current;
        if (before?.path === path && before.stale !== stale)
          noteChanges(stale, whatChanged(before.data, data));
        shown.current = { path, stale, data };
        setState({ data, problem: undefined, loading: false });
      },
      (reason: unknown) => {
        if (abort.signal.aborted) return;
        setState((before) => ({ data: before.data, problem: asProblem(reason), loading: false }));
      },
    );
    return () => abort.abort();
  }, [key]);

  const reload = useCallback(() => setTurn((n) => n + 1), []);
  return { ...state, reload };
}

/** An act of the person: one at a time, with its problem kept for the page. */
export interface Action<A extends readonly unknown[], R> {
  /** Runs the act; resolves with its result, or undefined when it was refused (see `problem`). */
  readonly run: (...args: A) => Promise<R | undefined>;
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  readonly clear: () => void;
}

/**
 * Wraps a call of the server for a button or form: `busy` while it runs, `problem` when it is refused.
 * A second click while it runs is ignored. What is not an ApiProblem is thrown on.
 */
export function useAction<A extends readonly unknown[], R>(act: (...args: A) => Promise<R>): Action<A, R> {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const running = useRef(false);
  const latest = useRef(act);
  latest.current = act;
  const run = useCallback(async (...args: A): Promise<R | undefined> => {
    if (running.current) return undefined;
    running.current = true;
    setBusy(true);
    setProblem(undefined);
    try {
      return await latest.current(...args);
    } catch (reason) {
      setProblem(asProblem(reason));
      return undefined;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);
  const clear = useCallback(() => setProblem(undefined), []);
  return { run, busy, problem, clear };
}

/** The installation, once known. `ask` is false on origins that have no such interface. */
export function useSystem(ask = true): SystemInfo | undefined {
  const [info, setInfo] = useState<SystemInfo>();
  useEffect(() => {
    if (ask) getSystem().then(setInfo, () => undefined);
  }, [ask]);
  return info;
}

function asProblem(reason: unknown): ApiProblem {
  if (reason instanceof ApiProblem) return reason;
  throw reason;
}
