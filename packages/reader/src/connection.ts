/**
 * A card that is powered and opened exclusively. Every transport gives one of these: a chip in the same
 * process, a chip in a tray, a PC/SC reader.
 */
export interface CardConnection {
  /** Answer to reset, TS included. */
  readonly atr: Uint8Array;
  /** One command APDU in, one response APDU (data ‖ SW1 SW2) out. Rejects only when the card is out of reach. */
  transmit(command: Uint8Array): Promise<Uint8Array>;
  /** Warm reset: every verified credential and every secure channel ends (CHIP-08). */
  reset(): Promise<void>;
  /** Powers the card down and lets go of it. May be called more than once. */
  close(): Promise<void>;
}
