import { useCallback, useState } from 'react';

const PREFIX = 'mibun.kept:';

/** For this tab alone and until the log-out; a browser without storage simply keeps nothing. */
function read<T>(key: string): T | undefined {
  try {
    const text = sessionStorage.getItem(PREFIX + key);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

function write(key: string, value: unknown): void {
  try {
    if (value === undefined) sessionStorage.removeItem(PREFIX + key);
    else sessionStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // Full or forbidden: what was typed is on the page all the same.
  }
}

/** Forgets everything that was kept: whoever comes next at this browser shall find nothing of it. */
export function forgetKept(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

/**
 * State of a form that outlives a reload and a step back. `key` names the form, the thing it is about and whose it is;
 * with another key it begins anew. Never for secrets.
 */
export function useKept<T>(
  key: string,
  initial: T,
): readonly [T, (change: (before: T) => T) => void, () => void] {
  const [held, setHeld] = useState(() => ({ key, value: read<T>(key) ?? initial }));
  const current = held.key === key ? held.value : (read<T>(key) ?? initial);
  const set = useCallback(
    (change: (before: T) => T) =>
      setHeld((before) => {
        const value = change(before.key === key ? before.value : (read<T>(key) ?? initial));
        write(key, value);
        return { key, value };
      }),
    [key, initial],
  );
  const forget = useCallback(() => write(key, undefined), [key]);
  return [current, set, forget];
}
