import type { Chip } from '@mibun/card';
import { CardError } from './card-error.ts';
import type { CardConnection } from './connection.ts';

/** The contacts of a chip: what a transport needs of {@link Chip}. */
export type ChipContacts = Pick<Chip, 'atr' | 'powerOn' | 'reset' | 'powerOff' | 'transmit'>;

/**
 * Powers a chip that lives in this process and connects to it.
 * @param onClose called once when the connection is closed and the chip is without power
 */
export function connectInProcess(chip: ChipContacts, onClose: () => void = () => undefined): CardConnection {
  let open = true;
  const whileOpen = <T>(work: () => T): T => {
    if (!open) throw new CardError('card-removed', 'the connection to the card is closed');
    return work();
  };
  const atr = chip.powerOn();
  return {
    atr,
    transmit: async (command) => whileOpen(() => chip.transmit(command)),
    reset: async () => whileOpen(() => void chip.reset()),
    close: async () => {
      if (!open) return;
      open = false;
      chip.powerOff();
      onClose();
    },
  };
}
