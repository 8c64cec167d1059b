/** The bytes of a file are not what chip.md §2 says they are. */
export class LayoutError extends Error {
  override readonly name = 'LayoutError';
  readonly code = 'malformed-file';
}

export function malformed(what: string): never {
  throw new LayoutError(what);
}
