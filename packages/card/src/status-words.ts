/** Status words the chip gives (chip.md §4.12). 63Cx is made by {@link triesLeftStatus}. */
export const SW = {
  ok: 0x9000,
  hostCryptogramWrong: 0x6300,
  memoryFailure: 0x6581,
  noKeyDelivery: 0x66f1,
  wrongLength: 0x6700,
  channelNotSupported: 0x6881,
  secureMessagingNotSupported: 0x6882,
  wrongFileStructure: 0x6981,
  securityStatus: 0x6982,
  authenticationBlocked: 0x6983,
  credentialBlocked: 0x6984,
  conditionsOfUse: 0x6985,
  noCurrentFile: 0x6986,
  secureMessagingObjectMissing: 0x6987,
  secureMessagingObjectWrong: 0x6988,
  /** Ours: INITIALIZE UPDATE has to be sent again, so many times as wrong keys have earned. */
  askAgain: 0x69f0,
  noSecureMessagingSession: 0x69fc,
  wrongData: 0x6a80,
  functionNotSupported: 0x6a81,
  fileNotFound: 0x6a82,
  recordNotFound: 0x6a83,
  notEnoughSpace: 0x6a84,
  wrongParameters: 0x6a86,
  referenceNotFound: 0x6a88,
  /** Ours, from ISO/IEC 7816-4: an application in the free area may not have this name. */
  nameExists: 0x6a8a,
  wrongOffset: 0x6b00,
  unknownInstruction: 0x6d00,
  unknownClass: 0x6e00,
  other: 0x6f00,
} as const;

/** 63Cx: x tries left. */
export function triesLeftStatus(tries: number): number {
  return 0x63c0 | Math.min(tries, 0x0f);
}

/** Thrown by a command to end it with a status word other than 9000; it never leaves {@link Chip.transmit}. */
export class Refusal extends Error {
  readonly statusWord: number;

  constructor(statusWord: number) {
    super(`status word ${statusWord.toString(16)}`);
    this.statusWord = statusWord;
  }
}

export function refuse(statusWord: number): never {
  throw new Refusal(statusWord);
}
