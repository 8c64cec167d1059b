import { useEffect, useRef } from 'react';

/** Calls again and again while `active`; for work that the server does and that a page watches. */
export function usePoll(act: () => void, active: boolean, milliseconds = 1500): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => latest.current(), milliseconds);
    return () => clearInterval(timer);
  }, [active, milliseconds]);
}
