import type { KioskState } from '@mibun/rules';
import type { Bilingual } from '../../platform/index.ts';
import type { KioskDocument } from './api.ts';
import { RESIDENT_RECORD } from './issuing/resident-record.ts';

/** What ordinances and operators decide. */
export interface KioskParameters {
  /** What a paper is called. */
  readonly titles: Readonly<Record<KioskDocument, Bilingual>>;
  /** Yen for one copy (KSK-04: set by ordinance). */
  readonly fee: (municipality: string, document: KioskDocument) => number;
  readonly mostCopies: number;
  readonly minimumAge: number;
  /** Characters; longer names do not fit the paper's line (KSK-03). */
  readonly longestName: number;
  /** How long a request may stay in a state; after that the whole request ends (KSK-09). `null`: the state is final. */
  readonly seconds: Readonly<Record<KioskState, number | null>>;
  /** More time is given on request, but not beyond this age of the request. */
  readonly longestSeconds: number;
  /** How long an issuing server may think; much less than ISSUING, because other people's documents wait behind it. */
  readonly answerSeconds: number;
  /** How often the making of a document is tried before the money is given back. */
  readonly attempts: number;
}

export const KIOSK_PARAMETERS: KioskParameters = {
  titles: { 'resident-record': RESIDENT_RECORD },
  fee: () => 300,
  mostCopies: 5,
  minimumAge: 15,
  longestName: 40,
  seconds: {
    STARTED: 240,
    CARD_READ: 30,
    AUTHENTICATED: 120,
    SELECTED: 120,
    QUOTED: 120,
    PAID: 30,
    ISSUING: 60,
    VERIFIED: 60,
    PRINTED: 120,
    COMPLETED: null,
    REFUNDED: null,
    CANCELLED: null,
  },
  longestSeconds: 900,
  answerSeconds: 10,
  attempts: 3,
};
