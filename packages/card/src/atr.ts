import { hex } from './bytes.ts';
import type { CardInterface } from './image/card-image.ts';

/**
 * Answers to reset (chip.md §1.3). The contact one is the only ATR in OpenSC's table of this card; the contactless
 * one is what a PC/SC reader makes of the card's ATQB.
 */
export const ATRS: Readonly<Record<CardInterface, Uint8Array>> = {
  contact: hex('3BE000FF8131FE4514'),
  contactless: hex('3B888001000005E0B381A1007F'),
};
