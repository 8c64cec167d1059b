import type { CardConnection, CardTray } from '@mibun/reader';
import { chipErrors } from './errors.ts';

/**
 * Where chips are: the encoders of the factory and the readers that this server reaches. A demo puts a tray of software
 * chips here; nothing of the server knows of one.
 */
export interface Chips extends Pick<CardTray, 'placeOf' | 'manufacture' | 'move' | 'relabel' | 'destroy'> {
  /** Close it to put the card back. */
  insert(serial: string): CardConnection;
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
