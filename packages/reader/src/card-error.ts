/** Everything that can go wrong between a terminal and a card. The union is closed. */
export type CardErrorCode =
  /** The card cannot be reached any more. Nothing is known about the last command: no try is assumed lost (PIN-05). */
  | 'card-removed'
  /** The credential does not match; `triesLeft` says how many tries remain. */
  | 'wrong-pin'
  /** No try is left, or the credential has never been set; only the municipal office can help. */
  | 'pin-blocked'
  /** The input cannot be this credential; it was not sent to the card (PIN-04). */
  | 'malformed-pin'
  /** The chip is not active yet (before hand-over) or the key is not there: it refuses to use its keys. */
  | 'not-activated'
  /** Another card, or a card without this application. */
  | 'application-not-found'
  | 'file-not-found'
  /** The file or key needs a credential that was not presented. */
  | 'security-status'
  /** The chip could not write its memory. */
  | 'memory-failure'
  /** The other side of the secure channel does not know the keys, or an answer was altered. */
  | 'secure-channel'
  /** The answer or a file does not have the form it must have. */
  | 'malformed-answer'
  | 'unexpected-status';

export interface CardErrorDetail {
  readonly statusWord?: number;
  readonly triesLeft?: number;
  readonly cause?: unknown;
}

/** The one error this package throws for a card. `message` is for logs; it never holds a PIN or card data. */
export class CardError extends Error {
  override readonly name = 'CardError';
  readonly code: CardErrorCode;
  /** SW1 SW2 as a number, where the card answered. */
  readonly statusWord: number | undefined;
  /** Tries that remain for the credential in question, where the card said so. */
  readonly triesLeft: number | undefined;

  constructor(code: CardErrorCode, message: string, detail: CardErrorDetail = {}) {
    super(message, detail.cause === undefined ? {} : { cause: detail.cause });
    this.code = code;
    this.statusWord = detail.statusWord;
    this.triesLeft = detail.triesLeft;
  }
}

// chip.md §4.12. What is not in this table is 'unexpected-status'.
const MEANINGS: ReadonlyMap<number, CardErrorCode> = new Map([
  [0x6400, 'memory-failure'],
  [0x6581, 'memory-failure'],
  [0x6982, 'security-status'],
  [0x6983, 'pin-blocked'],
  [0x6984, 'pin-blocked'],
  [0x6985, 'not-activated'],
  [0x6a82, 'file-not-found'],
  [0x6987, 'secure-channel'],
  [0x6988, 'secure-channel'],
]);

/** The error that a status word other than 9000 stands for. `doing` names the command, for the log. */
export function cardErrorFor(statusWord: number, doing: string): CardError {
  const sw = statusWord.toString(16).padStart(4, '0').toUpperCase();
  if ((statusWord & 0xfff0) === 0x63c0) {
    const triesLeft = statusWord & 0x0f;
    const code = triesLeft === 0 ? 'pin-blocked' : 'wrong-pin';
    return new CardError(code, `${doing}: ${triesLeft} tries left`, { statusWord, triesLeft });
  }
  const code = MEANINGS.get(statusWord) ?? 'unexpected-status';
  const blocked = code === 'pin-blocked' ? { triesLeft: 0 } : {};
  return new CardError(code, `${doing}: the card answered ${sw}`, { statusWord, ...blocked });
}
