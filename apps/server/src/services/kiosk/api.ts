import type { Act, Tx } from '../../platform/index.ts';

/** What kiosks can issue. One kind today; the rest of KSK-02 follows the same path. */
export type KioskDocument = 'resident-record';

/** What a resident-record copy shows besides the person (KSK-02). The number and the resident code are never offered. */
export interface RecordOptions {
  /** Domicile; for foreign residents nationality and residence status. */
  readonly domicile: boolean;
  /** Head of household and the relation to them. */
  readonly relation: boolean;
}

export interface Kiosk {
  /**
   * The timer's turn: ends every request whose time is over, whoever is still waiting for it, and gives money back.
   * Answers how many. A job does the same for each request; calling it again changes nothing.
   */
  timeOutDue(): Promise<number>;
  /** No kiosk issues papers of this municipality until it is resumed (KSK-01, INC-02b). */
  stopService(tx: Tx, municipality: string, reason: string, act: Act): Promise<void>;
  resumeService(tx: Tx, municipality: string, act: Act): Promise<void>;
}
