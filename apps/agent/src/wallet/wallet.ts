import type { CardPlace, WalletCard } from '@mibun/protocol';
import { type CardConnection, type CardError, TrayError } from '@mibun/reader';

/** A card that a ceremony holds. */
export interface HeldCard extends CardConnection {
  /** Resolves with the reason when the card is taken away, also while nobody talks to it. */
  readonly gone?: Promise<CardError>;
}

/** Where cards are: the software cards of a tray, or the readers of this machine. */
export interface CardSource {
  /** The cards that are at home. */
  list(): Promise<readonly WalletCard[]>;
  /** One card that is at home, or that lies on an office's counter. */
  find(serial: string, where: CardPlace): Promise<WalletCard | undefined>;
  /** Opens a card; undefined when it is not here. @throws TrayError 'card-in-use', 'damaged-card'; CardError */
  insert(serial: string, where: CardPlace): Promise<HeldCard | undefined>;
}

/** Every card that this agent can reach, wherever it is. */
export interface Wallet {
  list(): Promise<readonly WalletCard[]>;
  /** @throws TrayError 'no-such-card' */
  find(serial: string, where: CardPlace): Promise<WalletCard>;
  /** @throws TrayError 'no-such-card', 'card-in-use', 'damaged-card'; CardError */
  insert(serial: string, where: CardPlace): Promise<HeldCard>;
}

/** One wallet over several sources; a card that two of them know, as a software card in a reader, counts for the first. */
export function walletOver(...sources: readonly CardSource[]): Wallet {
  const notHere = (serial: string) => new TrayError('no-such-card', `card ${serial} is not within reach`);
  return {
    async list() {
      const cards = (await Promise.all(sources.map((source) => source.list()))).flat();
      return cards.filter(({ serial }, index) => cards.findIndex((one) => one.serial === serial) === index);
    },
    async find(serial, where) {
      for (const source of sources) {
        const card = await source.find(serial, where);
        if (card !== undefined) return card;
      }
      throw notHere(serial);
    },
    async insert(serial, where) {
      for (const source of sources) {
        const card = await source.insert(serial, where);
        if (card !== undefined) return card;
      }
      throw notHere(serial);
    },
  };
}
