import type { Lifecycle } from './engine.ts';

export type ReactivationState = 'OPENED' | 'COMPLETED' | 'CANCELLED';
export type ReactivationEvent = 'open' | 'resume' | 'prove-chip' | 'write-signature' | 'complete' | 'cancel';

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
    open: { ja: '本人を確認する', en: 'establish identity' },
    resume: { ja: '続きから始める', en: 'go on where it was left' },
    'prove-chip': { ja: 'このカードであることを確かめる', en: 'prove that it is this card' },
    'write-signature': {
      ja: '新しい署名用電子証明書を書き込む',
      en: 'write the new signature certificate',
    },
    complete: { ja: '一時停止を解除する', en: 'reactivate the card' },
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
    // Whoever may begin may go on; whoever was at it before is cut off.
    { from: 'OPENED', event: 'resume', actors: ['clerk'], to: 'OPENED', rule: 'LOS-07', effects: [] },
    // Proved anew with each connection: another card may lie in the reader.
    {
      from: 'OPENED',
      event: 'prove-chip',
      actors: ['clerk'],
      to: 'OPENED',
      rule: 'LOS-07',
      guard: 'the chip holds the keys of this card and is in operation',
      effects: [],
    },
    {
      from: 'OPENED',
      event: 'write-signature',
      actors: ['clerk'],
      to: 'OPENED',
      rule: 'LOS-07',
      guard: 'the new signature certificate was read back from the chip',
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
      effects: ['lift-suspension', 'activate-signature-certificate'],
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
