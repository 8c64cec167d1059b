import type { TrayPlace } from '@mibun/reader';
import type { Act, Tx } from '../../platform/index.ts';
import type { Card } from '../cards/index.ts';
import type { Chips } from '../chips/index.ts';
import type { LotTable, Making } from './tables.ts';

/** One line of a lot list: what the office must find when it opens the parcel. */
export type LotCard = Pick<Making, 'chipSerial' | 'application' | 'personId'> & { readonly cardId: string };

/** The cards of one batch for one municipality, sent in one parcel (PRD-01). */
export interface Lot extends LotTable {
  /** In the order of the list. */
  readonly cards: readonly LotCard[];
}

/** What other modules may ask of production. */
export interface Production {
  /** Lots on their way to a municipality, oldest first. */
  arrivals(tx: Tx, municipality: string): Promise<readonly Lot[]>;
  lot(tx: Tx, lotId: string): Promise<Lot>;
  /**
   * Notes that the parcel has arrived; once (PRODUCTION_LOT_RECEIVED). The caller has compared the cards with the list,
   * moves the applications and has each card carried to its office.
   */
  markReceived(tx: Tx, lotId: string, act: Act): Promise<Lot>;
  /** Has the software card carried to a place of the tray, by a job: the last place asked for is where it ends. */
  carry(tx: Tx, chipSerial: string, place: TrayPlace): Promise<void>;
  /**
   * Makes, checks and ships one card at once, in a batch of its own: the first staff cards of an installation. In
   * transactions of its own. `act.actor` is a card operator. Repeating it goes on where it was left, and gives the
   * card when it is already shipped. Refuses with PRODUCTION_GATE_FAILED; the card is then destroyed.
   */
  makeCardNow(
    applicationId: string,
    act: Act,
    options?: {
      /** Where this card is made, if not where all are. */
      readonly chips?: Chips;
      /** Set when the system is being stopped: rejects with its reason after the step at hand. */
      readonly stopping?: AbortSignal;
    },
  ): Promise<Card>;
}
