import { type CardConnection, type CardError, TrayError } from '@mibun/reader';
import type { Bilingual } from '@mibun/rules';
import type { CardFacts } from './read-card.ts';

/** Why a card cannot be used now. */
export type CardTrouble =
  /** Another window of this agent has it. */
  | 'in-use'
  /** Another program has it. */
  | 'reader-in-use'
  /** A smart card of another kind. */
  | 'foreign'
  | 'unreadable';

/** Somebody whose card this is, as a list shows them: readings to search by, a face, a post. */
export interface CardHolder {
  readonly kana: string;
  readonly romaji: string;
  readonly portrait: string;
  readonly post?: Bilingual;
  readonly role?: string;
}

/** One card in the wallet, in a reader, or before the reader at a counter. */
export interface WalletCard {
  /** Serial of the chip, 15 digits; for a card that does not tell it, a name for lists that no ceremony accepts. */
  readonly serial: string;
  /** What is written on it: the holder's name. A card in a reader does not tell it without a PIN. */
  readonly label?: string;
  /** The card reader in which it lies; absent for a software card of the wallet. */
  readonly reader?: string;
  /** What this machine knows of the holder otherwise; in the demo, where everybody is fictitious. */
  readonly about?: CardHolder;
  /** What can be read without a PIN; absent when somebody else is using the card, or it cannot be read. */
  readonly facts?: CardFacts;
  readonly trouble?: CardTrouble;
}

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

/** `home`: what is at hand. `counter`: also what lies at an office, because there the holder puts it on the reader. */
export type CardPlace = 'home' | 'counter';

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
