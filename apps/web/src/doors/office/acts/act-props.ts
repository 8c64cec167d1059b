import type { OfferedAct, PersonAnswer } from '@mibun/server/schemas/office/counter';
import type { Desk } from '../desk/use-desk.ts';

/** What every act gets: the person, what the server offers, and whom to tell that something was done. */
export interface ActProps {
  readonly data: PersonAnswer;
  readonly desk: Desk;
  /** As offered now; it may go away while the clerk is typing, because somebody else was faster. */
  readonly offer: OfferedAct | undefined;
  readonly onChanged: () => void;
}

/** The card that an act goes to. */
export function cardOf(data: PersonAnswer, cardId: string | undefined | null) {
  return data.cards.find((card) => card.cardId === cardId);
}
