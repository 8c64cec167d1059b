import type { Lifecycle } from '@mibun/rules';

export type ReactivationState = 'OPENED' | 'COMPLETED' | 'CANCELLED';
export type ReactivationEvent = 'open' | 'complete' | 'cancel';

/**
 * One visit at which a suspended card is reactivated (domain.md LOS-07). The card itself stays SUSPENDED until
 * everything is done; so giving up costs nothing but the visit.
 */
export const REACTIVATION: Lifecycle<ReactivationState, ReactivationEvent> = {
  name: 'reactivation',
  title: { ja: '一時停止の解除手続き', en: 'reactivation' },
  states: {
    OPENED: { ja: 'カードの確認中', en: 'checking the card' },
    COMPLETED: { ja: '解除済み', en: 'reactivated', final: true },
    CANCELLED: { ja: '取りやめ', en: 'cancelled', final: true },
  },
  events: {
    open: { ja: '解除を始める', en: 'begin a reactivation' },
    complete: { ja: '解除する', en: 'reactivate' },
    cancel: { ja: '取りやめる', en: 'cancel' },
  },
  transitions: [
    {
      from: null,
      event: 'open',
      actors: ['clerk'],
      to: 'OPENED',
      rule: 'LOS-07',
      guard: 'card present and SUSPENDED, another document, face matches',
      effects: [],
    },
    {
      from: 'OPENED',
      event: 'complete',
      actors: ['clerk'],
      to: 'COMPLETED',
      rule: 'LOS-07',
      guard:
        'the chip proved that it is this card; a new signature certificate was read back if one is wanted',
      effects: ['lift-suspension', 'activate-signature-certificate', 'notify-all-channels'],
    },
    {
      from: 'OPENED',
      event: 'cancel',
      actors: ['clerk', 'supervisor'],
      to: 'CANCELLED',
      rule: 'LOS-07',
      effects: [],
    },
  ],
};
