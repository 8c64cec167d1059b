/** The sample bank's invitation in the demo country. */
export const DEMO_OFFER = 'A0BA-BANK-2026';
