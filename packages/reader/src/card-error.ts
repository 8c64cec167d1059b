import { statusWordMeaning } from './transcript/words.ts';

/** Everything that can go wrong between a terminal and a card. The union is closed. */
export type CardErrorCode =
  /** The card cannot be reached any more. Nothing is known about the last command: no try is assumed lost (PIN-05). */
  | 'card-removed'
  /** Another program reset the card: what was selected and verified is gone. */
  | 'card-reset'
  /** The card, or its reader, did not answer in time. Nothing is known about the last command. */
  | 'card-timeout'
  /** The reader is empty. */
  | 'no-card'
  /** Something lies in the reader that does not answer as a chip does: the wrong way round, dirty, not a smart card. */
  | 'card-mute'
  /** Another program has the card. Nothing was sent. */
  | 'reader-in-use'
  /** The reader was unplugged, or there is none of this name. */
  | 'reader-removed'
  /** The PC/SC service (pcscd) does not run, stopped meanwhile, or does not let this user in. */
  | 'reader-service'
  /** What this package needs for PC/SC readers is not installed. */
  | 'reader-support'
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
  /** Where something else is to be done than the code alone says. */
  readonly hint?: string;
  readonly cause?: unknown;
}

// For whoever sees the error first: a developer, or a person at a command line. Pages have texts of their own.
const HINTS: Readonly<Record<CardErrorCode, string>> = {
  'card-removed':
    'Put the card back and start again. Whether a try was used is not known: ask the card anew.',
  'card-reset': 'Close the other program that uses this reader, then start again.',
  'card-timeout':
    'Take the card out, put it back and start again. Ask the card anew how many tries are left.',
  'no-card': 'Put a card into the reader.',
  'card-mute': 'Turn the card round, clean its contacts, and make sure that it is a smart card.',
  'reader-in-use': 'Close the other program that uses this reader, or wait until it has finished.',
  'reader-removed': 'Plug the reader in and start again.',
  'reader-service':
    'Start the smart card service (Debian: apt-get install pcscd, systemctl start pcscd) as a user who may use it.',
  'reader-support':
    'Install the optional package pcsc-mini (npm install pcsc-mini) and, on Linux, libpcsclite1 and pcscd.',
  'wrong-pin': 'Type the PIN again. Every wrong entry uses up a try.',
  'pin-blocked': 'Nothing unblocks it but the issuer; a demo card is made anew with mibun card new.',
  'malformed-pin': 'Check what was typed. Nothing was sent to the card and no try was used.',
  'not-activated': 'The card becomes usable when it is handed over.',
  'application-not-found': 'Use an Individual Number Card; this one is another kind of card.',
  'file-not-found': 'Use a card that has this file or certificate.',
  'security-status': 'Present the credential that this file or key asks for.',
  'memory-failure': 'Have the card replaced; where its memory is a file, check disk space and permissions.',
  'secure-channel': 'Check that these are the issuer keys of this card, then open a new channel.',
  'malformed-answer': 'Read the card again; if it happens again, it is damaged or no Individual Number Card.',
  'unexpected-status': 'Look up the status word in chip.md §4.12.',
};

/** The one error this package throws for a card. `message` is for logs; it never holds a PIN or card data. */
export class CardError extends Error {
  override readonly name = 'CardError';
  readonly code: CardErrorCode;
  /** What to do next, in one or two sentences. */
  readonly hint: string;
  /** SW1 SW2 as a number, where the card answered. */
  readonly statusWord: number | undefined;
  /** Tries that remain for the credential in question, where the card said so. */
  readonly triesLeft: number | undefined;

  constructor(code: CardErrorCode, message: string, detail: CardErrorDetail = {}) {
    super(message, detail.cause === undefined ? {} : { cause: detail.cause });
    this.code = code;
    this.hint = detail.hint ?? HINTS[code];
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
  [0x69fc, 'secure-channel'],
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
  const meaning = statusWordMeaning(statusWord);
  const answered = `the card answered ${sw}${meaning === undefined ? '' : `, ${meaning}`}`;
  return new CardError(code, `${doing}: ${answered}`, { statusWord, ...blocked });
}
