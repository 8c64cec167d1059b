/** Whose session this window was opened in. A browser has one cookie for all its windows, so each has to remember. */
export interface WindowSession {
  readonly id: () => string | undefined;
  /** Whose window this was, for the person who comes back to it. */
  readonly name: () => string;
  readonly belongsTo: (session: { readonly id: string; readonly name: string } | undefined) => void;
  readonly isOfAnother: (id: string) => boolean;
  /** Somebody else has logged in since: nothing on this window may be used any more. */
  readonly isOvertaken: () => void;
  readonly overtaken: () => boolean;
  readonly listen: (listener: () => void) => () => void;
}

export function windowSession(): WindowSession {
  let own: { readonly id: string; readonly name: string } | undefined;
  let over = false;
  const listeners = new Set<() => void>();
  return {
    id: () => own?.id,
    name: () => own?.name ?? '',
    belongsTo: (session) => {
      own = session;
    },
    isOfAnother: (id) => own !== undefined && own.id !== id,
    isOvertaken: () => {
      over = true;
      for (const listener of listeners) listener();
    },
    overtaken: () => over,
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
