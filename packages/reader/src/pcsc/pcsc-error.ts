import { CardError, type CardErrorCode } from '../card-error.ts';

// Names pcsc-mini gives to the results of winscard.h.
const MEANINGS: ReadonlyMap<string, CardErrorCode> = new Map([
  ['RemovedCard', 'card-removed'],
  ['NoSmartCard', 'card-removed'],
  ['UnpoweredCard', 'card-removed'],
  ['UnresponsiveCard', 'card-removed'],
  ['NoCardConnection', 'card-removed'],
  ['InsufficientBuffer', 'malformed-answer'],
  ['ResetCard', 'card-reset'],
  ['Timeout', 'card-timeout'],
  ['WaitedTooLong', 'card-timeout'],
  ['SystemCancelled', 'card-timeout'],
  ['CardUnsupported', 'card-mute'],
  ['UnsupportedCard', 'card-mute'],
  ['InvalidAtr', 'card-mute'],
  ['ProtoMismatch', 'card-mute'],
  ['SharingViolation', 'reader-in-use'],
  ['CardIsBusy', 'reader-in-use'],
  ['ServerTooBusy', 'reader-in-use'],
  ['DeviceBusy', 'reader-in-use'],
  ['ReaderUnavailable', 'reader-removed'],
  ['UnknownReader', 'reader-removed'],
  ['NoReadersAvailable', 'reader-removed'],
  ['ReaderUnsupported', 'reader-removed'],
  ['NoDevice', 'reader-removed'],
  ['NoService', 'reader-service'],
  ['ServiceStopped', 'reader-service'],
  ['ServiceSilent', 'reader-service'],
  ['Shutdown', 'reader-service'],
  ['InvalidHandle', 'reader-service'],
  ['SecurityViolation', 'reader-service'],
  ['AccessDenied', 'reader-service'],
  ['NoAccess', 'reader-service'],
  ['BrokenPipe', 'reader-service'],
  ['ConnectionResetByPeer', 'reader-service'],
]);

// While a connection is being made nothing has been removed yet: the reader was empty, or the chip stays silent.
const WHEN_CONNECTING: ReadonlyMap<string, CardErrorCode> = new Map([
  ['NoSmartCard', 'no-card'],
  ['RemovedCard', 'no-card'],
  ['UnpoweredCard', 'card-mute'],
  ['UnresponsiveCard', 'card-mute'],
]);

export interface PcscErrorContext {
  /** What was being done, for the log. */
  readonly doing: string;
  readonly connecting?: boolean;
}

/**
 * The CardError for what a PC/SC call rejected with. What has no meaning of its own (NotTransacted, CommError …) says
 * only that the exchange broke off: as a rule the card was pulled and the service has not noticed yet.
 */
export function pcscError(cause: unknown, { doing, connecting = false }: PcscErrorContext): CardError {
  if (cause instanceof CardError) return cause;
  const name = pcscCode(cause);
  const known = (connecting ? WHEN_CONNECTING.get(name) : undefined) ?? MEANINGS.get(name);
  const code = known ?? (connecting ? 'card-mute' : 'card-removed');
  const what = name === 'ServiceSilent' ? 'the card reader service does not answer' : name;
  return new CardError(code, `${doing}: ${what}`, { cause });
}

/** Whether the error alone tells what happened; otherwise the state of the card is to be asked. */
export function isTelling(cause: unknown): boolean {
  return cause instanceof CardError || MEANINGS.has(pcscCode(cause));
}

function pcscCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'no code';
}
