import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Chip, diversify, manufacture } from '@mibun/card';
import { attachToVpcd, type ChipContacts, type VpcdAttachment } from '@mibun/reader';
import { openChipKeyPool } from '../../apps/server/src/issuance/production/index.ts';

/** A card as the chip maker delivers it: a serial, the transport keys of that serial, and nothing else. */
export interface Blank {
  readonly serial: string;
  readonly chip: Chip;
}

/** The chip maker's box of blanks; what becomes of each lies in the memory of this process alone. */
export interface Plastic {
  /**
   * With keys in supply for all that a chip makes: one that had to make them on the spot would let its reader wait.
   * @param maker another chip maker's master key, of whose cards the server knows nothing
   */
  blank(maker?: Uint8Array): Promise<Blank>;
  close(): void;
}

export function openPlastic(transportKey: Uint8Array): Plastic {
  const pool = openChipKeyPool();
  let made = 0;
  return {
    async blank(maker = transportKey) {
      await pool.filled();
      made += 1;
      const serial = `9981${String(made).padStart(11, '0')}`;
      const issuerKeys = diversify(maker, serial);
      const image = manufacture({ chipSerial: serial, profile: 'generation-1', issuerKeys });
      const chip = new Chip(image, { random: randomBytes, generateKey: pool.generateKey, save: () => {} });
      return { serial, chip };
    },
    close: () => pool.close(),
  };
}

/** pcscd looks every 400 ms whether a card lies there; no hand that changes one for another is faster. */
const HAND_MS = 900;

/** A slot into which one card is put at a time, as a hand would. */
export class Slot {
  readonly #port: number;
  #card: VpcdAttachment | undefined;

  constructor(port: number | undefined) {
    if (port === undefined) throw new Error('there is no such reader');
    this.#port = port;
  }

  /** Takes out what lies there, and puts this card in. */
  async put({ chip }: { readonly chip: ChipContacts }): Promise<void> {
    await this.empty();
    this.#card = await attachToVpcd(chip, { port: this.#port });
    await this.#card.ready;
  }

  /** Puts it in, and tears it out after so many commands. */
  async putUntil({ chip }: Blank, commands: number): Promise<void> {
    const torn = Promise.withResolvers<void>();
    let left = commands;
    const watched: ChipContacts = {
      atr: chip.atr,
      powerOn: () => chip.powerOn(),
      powerOff: () => chip.powerOff(),
      reset: () => chip.reset(),
      transmit(command) {
        left -= 1;
        if (left <= 0) torn.resolve();
        return chip.transmit(command);
      },
    };
    await this.put({ chip: watched });
    await torn.promise;
    await this.empty();
  }

  async empty(): Promise<void> {
    if (!this.#card) return;
    this.#card.remove();
    await this.#card.closed;
    this.#card = undefined;
    await sleep(HAND_MS);
  }
}
