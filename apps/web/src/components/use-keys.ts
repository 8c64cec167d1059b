import { useEffect, useRef } from 'react';

/**
 * Single keys as short cuts of a page, by `event.key` in lower case. Not while somebody types, a dialog is open, or a
 * modifier is held; every short cut has a visible control as well.
 */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      const { target } = event;
      const typing = target instanceof HTMLElement && target.closest('input, textarea, select') !== null;
      if (typing || document.querySelector('dialog[open]') !== null) return;
      const act = latest.current[event.key.toLowerCase()];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
