import type { ActorKind, Lifecycle } from './engine.ts';

export type PinState = 'UNSET' | 'HOLDER_MAY_SET' | 'SET' | 'LOCKED' | 'RESET';

export type PinEvent =
  | 'let-holder-set'
  | 'take-back'
  | 'set'
  | 'verify'
  | 'fail'
  | 'exhaust'
  | 'change'
  | 'reset'
  | 'clear';

// Whoever may hold the card and type its PIN; household members may do updates (domain.md UPD-01).
const TYPISTS: readonly ActorKind[] = ['resident', 'guardian', 'proxy'];

/** The life of each of the four secrets (domain.md §10.4). */
export const PIN: Lifecycle<PinState, PinEvent> = {
  name: 'pin',
  title: { ja: '暗証番号', en: 'PIN' },
  states: {
    UNSET: { ja: '未設定', en: 'not set' },
    HOLDER_MAY_SET: { ja: '本人の入力待ち', en: 'waiting for the holder to set it' },
    SET: { ja: '設定済み', en: 'set' },
    LOCKED: { ja: 'ロック', en: 'locked' },
    RESET: { ja: '初期化済み（再設定待ち）', en: 'reset, to be set anew' },
  },
  events: {
    'let-holder-set': { ja: '本人に入力を求める', en: 'let the holder set it' },
    'take-back': { ja: '入力を取りやめる', en: 'take back the permission to set it' },
    set: { ja: '設定する', en: 'set' },
    verify: { ja: '照合に成功する', en: 'give the right value' },
    fail: { ja: '照合に失敗する', en: 'give a wrong value' },
    exhaust: { ja: '最後の照合に失敗する', en: 'give a wrong value at the last try' },
    change: { ja: '変更する', en: 'change' },
    reset: { ja: '初期化する', en: 'reset' },
    clear: { ja: '消去する', en: 'clear' },
  },
  transitions: [
    {
      from: 'UNSET',
      event: 'let-holder-set',
      actors: ['clerk', 'system'],
      to: 'HOLDER_MAY_SET',
      rule: 'PIN-03',
      guard: 'hand-over in progress, or leaving the PIN-less mode',
      effects: [],
    },
    {
      from: null,
      event: 'clear',
      actors: ['card-operator', 'system'],
      to: 'UNSET',
      rule: 'PRD-03',
      guard: 'the card is made',
      effects: [],
    },
    {
      from: 'HOLDER_MAY_SET',
      event: 'take-back',
      actors: ['clerk', 'system'],
      to: 'UNSET',
      rule: 'INC-05',
      guard: 'hand-over cancelled',
      effects: [],
    },
    {
      from: 'HOLDER_MAY_SET',
      event: 'set',
      actors: ['resident', 'guardian'],
      to: 'SET',
      rule: 'PIN-03',
      guard: 'format PIN-01, not weak PIN-02; typed by the holder, never seen by staff',
      effects: ['restore-tries', 'log-pin-event'],
    },
    {
      from: 'UNSET',
      event: 'set',
      actors: ['clerk'],
      to: 'SET',
      rule: 'PIN-03',
      guard: 'proxy pick-up or delivery by mail: from the sealed sheet, two persons',
      effects: ['restore-tries', 'destroy-sheet', 'log-pin-event'],
    },
    {
      from: 'SET',
      event: 'verify',
      actors: TYPISTS,
      to: 'SET',
      rule: 'CHIP-07',
      effects: ['restore-tries'],
    },
    {
      from: 'SET',
      event: 'fail',
      actors: TYPISTS,
      to: 'SET',
      rule: 'CHIP-07',
      guard: 'more than one try left',
      effects: ['use-a-try'],
    },
    {
      from: 'SET',
      event: 'exhaust',
      actors: TYPISTS,
      to: 'LOCKED',
      rule: 'PIN-01',
      guard: 'one try left',
      effects: ['use-a-try', 'log-pin-event'],
    },
    {
      from: 'SET',
      event: 'change',
      actors: ['resident', 'guardian'],
      to: 'SET',
      rule: 'CHIP-07',
      guard: 'old value right; format PIN-01, not weak PIN-02',
      effects: ['restore-tries'],
    },
    ...(['SET', 'LOCKED'] as const).map((from) => ({
      from,
      event: 'reset' as const,
      // The resident does it at a kiosk, after the app has recognised the face (PIN-06); all else is at the counter.
      actors: ['clerk' as const, 'resident' as const],
      to: 'RESET' as const,
      rule: 'PIN-07',
      guard: 'at the counter PIN-07; by app and kiosk PIN-06, for signature and authentication only',
      effects: ['log-pin-event', 'notify-holder'],
    })),
    {
      from: 'RESET',
      event: 'set',
      actors: ['resident', 'guardian', 'clerk'],
      to: 'SET',
      rule: 'PIN-07',
      guard: 'by the holder; by the clerk only from a sealed sheet, two persons',
      effects: ['restore-tries', 'log-pin-event'],
    },
    ...(['SET', 'LOCKED', 'RESET'] as const).map((from) => ({
      from,
      event: 'clear' as const,
      actors: ['clerk' as const],
      to: 'UNSET' as const,
      rule: 'PIN-08',
      guard: 'switch to the PIN-less mode',
      effects: ['log-pin-event'],
    })),
  ],
};
