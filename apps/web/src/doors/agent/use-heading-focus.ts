import { useEffect, useRef } from 'react';

/**
 * When one screen takes the place of another, the button that was pressed is gone and the focus with it: puts it on the
 * new heading, so that it is read. A field that has taken the focus itself keeps it.
 *
 * @param screen changes with every screen
 */
export function useHeadingFocus(screen: string): void {
  const previous = useRef(screen);
  useEffect(() => {
    if (previous.current === screen) return;
    previous.current = screen;
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    window.scrollTo(0, 0);
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
  }, [screen]);
}
