import { type CardTray, type InsertedCard, TrayError } from '@mibun/reader';
import { type CardFacts, readCardFacts } from './read-card.ts';

/** One card in the wallet, or before the reader at a counter. */
export interface WalletCard {
  readonly serial: string;
  /** What is written on it: the holder's name. */
  readonly label?: string;
  /** What can be read without a PIN; absent when somebody else is using the card, or it cannot be read. */
  readonly facts?: CardFacts;
  readonly trouble?: 'in-use' | 'unreadable';
}

/** The software cards that this agent may reach. */
export interface Wallet {
  /** The cards that are at home. */
  list(): Promise<readonly WalletCard[]>;
  /** One card that is at home, or that lies on an office's counter. @throws TrayError 'no-such-card' */
  find(serial: string, where: CardPlace): Promise<WalletCard>;
  /** Puts a card into the reader. @throws TrayError 'no-such-card', 'card-in-use', 'damaged-card' */
  insert(serial: string, where: CardPlace): InsertedCard;
}

/** `home`: the wallet alone. `counter`: also what lies at an office, because there the holder puts it on the reader. */
export type CardPlace = 'home' | 'counter';

export function walletOver(tray: CardTray): Wallet {
  function mustBeAt(serial: string, where: CardPlace): void {
    const place = tray.placeOf(serial);
    const reachable = place === 'wallet' || (where === 'counter' && place?.startsWith('office:'));
    if (!reachable) throw new TrayError('no-such-card', `card ${serial} is not within reach`);
  }
  async function look({
    serial,
    label,
  }: {
    readonly serial: string;
    readonly label?: string;
  }): Promise<WalletCard> {
    const card = { serial, ...(label !== undefined && { label }) };
    let connection: InsertedCard;
    try {
      connection = tray.insert(serial);
    } catch (error) {
      const inUse = error instanceof TrayError && error.code === 'card-in-use';
      return { ...card, trouble: inUse ? 'in-use' : 'unreadable' };
    }
    try {
      return { ...card, facts: await readCardFacts(connection) };
    } catch {
      return { ...card, trouble: 'unreadable' };
    } finally {
      await connection.close();
    }
  }
  return {
    async list() {
      const cards: WalletCard[] = [];
      for (const entry of tray.list('wallet')) cards.push(await look(entry));
      return cards;
    },
    async find(serial, where) {
      mustBeAt(serial, where);
      const entry = tray.list(tray.placeOf(serial)).find((one) => one.serial === serial);
      return look(entry ?? { serial });
    },
    insert(serial, where) {
      mustBeAt(serial, where);
      return tray.insert(serial);
    },
  };
}
