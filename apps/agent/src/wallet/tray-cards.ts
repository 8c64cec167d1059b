import type { CardHolder, CardPlace, WalletCard } from '@mibun/protocol';
import { type CardTray, type InsertedCard, TrayError } from '@mibun/reader';
import { turns } from './in-turn.ts';
import { readCardFacts } from './read-card.ts';
import type { CardSource } from './wallet.ts';

/** The software cards of a tray: those in the wallet, and at a counter those of the office. */
export function trayCards(
  tray: CardTray,
  holderOf: (name: string) => CardHolder | undefined = () => undefined,
): CardSource {
  // A ceremony that begins while the list is being made must not find its card in use by the list.
  const queues = turns();
  function isWithinReach(serial: string, where: CardPlace): boolean {
    const place = tray.placeOf(serial);
    return place === 'wallet' || (where === 'counter' && place?.startsWith('office:') === true);
  }
  async function look(entry: { readonly serial: string; readonly label?: string }): Promise<WalletCard> {
    const { serial, label } = entry;
    const about = label === undefined ? undefined : holderOf(label);
    const card = { serial, ...(label !== undefined && { label }), ...(about && { about }) };
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
      for (const entry of tray.list('wallet')) cards.push(await queues.take(entry.serial, () => look(entry)));
      return cards;
    },
    async find(serial, where) {
      if (!isWithinReach(serial, where)) return undefined;
      const entry = tray.list(tray.placeOf(serial)).find((one) => one.serial === serial);
      return queues.take(serial, () => look(entry ?? { serial }));
    },
    async insert(serial, where) {
      if (!isWithinReach(serial, where)) return undefined;
      return queues.take(serial, async () => tray.insert(serial));
    },
  };
}
