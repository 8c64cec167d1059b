/** Calls of whoever shows who is logged in: they ask the server again. */
const listeners = new Set<() => void>();

/** The server has answered that nobody is logged in any more. */
export function noteSessionEnded(): void {
  for (const listener of [...listeners]) listener();
}

/** @returns how to stop listening */
export function onSessionEnded(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
