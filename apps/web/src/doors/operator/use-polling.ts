import { useEffect } from 'react';

/** Looks again every so often while something is under way; not while nobody looks at the page. */
export function usePolling(reload: () => void, active: boolean, milliseconds: number): void {
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') reload();
    }, milliseconds);
    return () => clearInterval(timer);
  }, [reload, active, milliseconds]);
}
