import type { ScpKeySet } from '@mibun/card';
import type { CardConnection, CardTray } from '@mibun/reader';
import type { Refusal } from '../../platform/index.ts';
import { chipErrors } from './errors.ts';

export { type EncoderParts, encoderOver } from './encoder.ts';
export { type Encoders, encodersIn, waitsForEncoder } from './encoders.ts';
export { chipErrors } from './errors.ts';
export { openEncoders } from './open-encoders.ts';
export { demandTransportKey, transportKeysFrom } from './transport-keys.ts';

/** Told what a person has to do at the encoder while it waits for them, and `undefined` when it goes on. */
export type Asking = (asks: Refusal | undefined) => Promise<void>;

/**
 * Where chips are: the encoders of the factory and the readers that this server reaches. A demo puts a tray of software
 * chips here; nothing of the server knows of one.
 */
export interface Chips extends Pick<CardTray, 'placeOf' | 'manufacture' | 'move' | 'relabel' | 'destroy'> {
  /** Close it to put the card back. */
  insert(serial: string, asking?: Asking): CardConnection | Promise<CardConnection>;
  /**
   * Takes the blank that lies in the encoder and answers its serial: plastic has one from its maker. Absent where chips
   * are made with the serial that is wished (`manufacture`). Repeating it takes the same blank again.
   */
  takeBlank?(keysOf: (serial: string) => Promise<ScpKeySet>, asking?: Asking): Promise<string>;
}

/** An installation that holds no plastic: cards at a counter are reached through the agent beside the reader alone. */
export const noChipsHere: Chips = {
  placeOf: () => undefined,
  manufacture: nothingHere,
  insert: nothingHere,
  move: nothingHere,
  // What is asked of a card that is not here was done, or is somebody else's to do.
  relabel: () => {},
  destroy: () => {},
};

function nothingHere(): never {
  throw chipErrors.ENCODER_MISSING();
}
