import type { Lifecycle } from './engine.ts';

export type HandoverState =
  | 'OPENED'
  | 'CHIP_PREPARED'
  | 'PINS_SET'
  | 'CHIP_WRITTEN'
  | 'CONFIRMED'
  | 'COMPLETED'
  | 'CANCELLED';

export type HandoverEvent =
  | 'open'
  | 'resume'
  | 'approve'
  | 'prepare-chip'
  | 'set-pins'
  | 'write-chip'
  | 'confirm'
  | 'complete'
  | 'cancel';

/**
 * One visit at which a card is handed over: the two-phase commit between server and chip (domain.md §10.2, INC-05).
 * Once the chip is written the only way is forward, unless a supervisor finds that the chip did not take it.
 */
export const HANDOVER: Lifecycle<HandoverState, HandoverEvent> = {
  name: 'handover',
  title: { ja: '交付手続き', en: 'hand-over' },
  states: {
    OPENED: { ja: '本人確認', en: 'opened: establishing identity' },
    CHIP_PREPARED: { ja: 'チップ準備済み', en: 'chip prepared' },
    PINS_SET: { ja: '暗証番号設定済み', en: 'PINs set' },
    CHIP_WRITTEN: { ja: 'チップ書込み済み', en: 'chip written' },
    CONFIRMED: { ja: '運用開始確認済み', en: 'activation confirmed' },
    COMPLETED: { ja: '交付済み', en: 'handed over', final: true },
    CANCELLED: { ja: '取りやめ', en: 'cancelled', final: true },
  },
  events: {
    open: { ja: '交付を始める', en: 'open a hand-over' },
    resume: { ja: '続きから始める', en: 'go on where it was left' },
    approve: { ja: '代理受取りなどを承認する', en: 'approve a proxy or an exception' },
    'prepare-chip': { ja: 'チップを準備する', en: 'prepare the chip' },
    'set-pins': { ja: '暗証番号を設定する', en: 'set the PINs' },
    'write-chip': { ja: 'チップに書き込む', en: 'write the chip' },
    confirm: { ja: '読み戻して確定する', en: 'read the chip back and confirm' },
    complete: { ja: 'カードを渡す', en: 'give the card and finish' },
    cancel: { ja: '取りやめる', en: 'cancel' },
  },
  transitions: [
    {
      from: null,
      event: 'open',
      actors: ['clerk'],
      to: 'OPENED',
      rule: 'IDD-05',
      guard:
        'notice id matches name, birth date and address; documents sufficient, face matches the person; application READY, card AT_OFFICE and not expired',
      // The intent: whatever breaks off later leaves a card that can be finished or set back (INC-05).
      effects: ['begin-card-activation'],
    },
    // Whoever may begin may go on; whoever was at it before is cut off.
    ...(['OPENED', 'CHIP_PREPARED', 'PINS_SET', 'CHIP_WRITTEN'] as const).map((from) => ({
      from,
      event: 'resume' as const,
      actors: ['clerk' as const],
      to: from,
      rule: 'INC-05',
      effects: [],
    })),
    {
      from: 'OPENED',
      event: 'approve',
      actors: ['supervisor'],
      to: 'OPENED',
      rule: 'ROL-01',
      guard: 'not the person who executes the hand-over',
      effects: ['record-approval'],
    },
    {
      from: 'OPENED',
      event: 'prepare-chip',
      actors: ['clerk'],
      to: 'CHIP_PREPARED',
      rule: 'IDD-03',
      guard: 'proxy cases approved; the chip lets the holder set every secret anew',
      effects: [],
    },
    {
      from: 'CHIP_PREPARED',
      event: 'set-pins',
      actors: ['resident', 'guardian', 'clerk'],
      to: 'PINS_SET',
      rule: 'PIN-03',
      guard: 'typed by the holder; by the clerk only from a sealed sheet, two persons',
      effects: [],
    },
    {
      from: 'PINS_SET',
      event: 'write-chip',
      actors: ['clerk', 'system'],
      to: 'CHIP_WRITTEN',
      rule: '§10.2',
      effects: [],
    },
    // Writing again what is already there is harmless, so that a crash can be resumed (INC-05).
    {
      from: 'CHIP_WRITTEN',
      event: 'write-chip',
      actors: ['clerk', 'system'],
      to: 'CHIP_WRITTEN',
      rule: 'INC-05',
      effects: [],
    },
    {
      from: 'CHIP_WRITTEN',
      event: 'confirm',
      actors: ['clerk', 'system'],
      to: 'CONFIRMED',
      rule: '§10.2',
      guard: 'chip read back as active',
      // In one transaction, so that none of them is ahead of the others. The application closes with the card that
      // begins to work and not when it is given (§10.1): a withdrawal in between has nothing to withdraw.
      effects: ['carry-previous-card', 'confirm-card-activation', 'close-application'],
    },
    {
      from: 'CONFIRMED',
      event: 'complete',
      actors: ['clerk', 'system'],
      to: 'COMPLETED',
      rule: '§10.1',
      effects: ['give-card'],
    },
    ...(['OPENED', 'CHIP_PREPARED', 'PINS_SET'] as const).map((from) => ({
      from,
      event: 'cancel' as const,
      actors: ['clerk' as const, 'supervisor' as const, 'timer' as const],
      to: 'CANCELLED' as const,
      rule: 'INC-05',
      guard: 'the chip is not active',
      effects: ['cancel-card-activation'],
    })),
    {
      from: 'CHIP_WRITTEN',
      event: 'cancel',
      actors: ['supervisor'],
      to: 'CANCELLED',
      rule: 'INC-05',
      guard: 'chip read back as not active, or unreadable; the reason is on record',
      effects: ['cancel-card-activation'],
    },
  ],
};
