import { createContext, useContext, useEffect } from 'react';

/** For whom the clerk is acting at the moment; shown on every page of the door (UX.md). */
export interface ActingFor {
  readonly name: string;
  readonly onStop: () => void;
}

/** Sets the person shown in the door's header. */
export const ActingForContext = createContext<(person: ActingFor | undefined) => void>(() => undefined);

/** Shows in the header for whom this page is acting, as long as the page is there. */
export function useActingFor(name: string | undefined, onStop: () => void): void {
  const show = useContext(ActingForContext);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `onStop` is made anew with every rendering; the name decides
  useEffect(() => {
    if (name === undefined) return;
    show({ name, onStop });
    return () => show(undefined);
  }, [name, show]);
}
