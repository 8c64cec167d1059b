export type TrayErrorCode =
  | 'no-such-card'
  /** Somebody holds this card: another connection, in this process or another one. */
  | 'card-in-use'
  | 'already-exists'
  /** The file cannot be opened with this key, or is damaged. */
  | 'damaged-card';

export class TrayError extends Error {
  override readonly name = 'TrayError';
  readonly code: TrayErrorCode;

  constructor(code: TrayErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
