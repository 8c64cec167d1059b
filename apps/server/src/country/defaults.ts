import type { KioskDocuments } from './types.ts';

/** KSK-04: within what ordinances ask. */
export const KIOSK_FEE = 300;

/** KSK-02, KSK-03. */
export const DOCUMENT_DEFAULTS: KioskDocuments = {
  residentRecord: {
    title: { ja: '住民票の写し', en: 'Resident-record copy' },
    statement: 'この写しは、住民票の原本と相違ないことを証明する。',
    mostCopies: 5,
    minimumAge: 15,
    longestName: 40,
  },
};
