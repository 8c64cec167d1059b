import type { ActorKind, Lifecycle } from './engine.ts';

export type KioskState =
  | 'STARTED'
  | 'CARD_READ'
  | 'AUTHENTICATED'
  | 'SELECTED'
  | 'QUOTED'
  | 'PAID'
  | 'ISSUING'
  | 'VERIFIED'
  | 'PRINTED'
  | 'COMPLETED'
  | 'REFUNDED'
  | 'CANCELLED';

export type KioskEvent =
  | 'start'
  | 'read-card'
  | 'authenticate'
  | 'select'
  | 'quote'
  | 'pay'
  | 'issue'
  | 'verify'
  | 'print'
  | 'complete'
  | 'fail'
  | 'cancel'
  | 'time-out';

// The resident presses, the machine reports.
const AT_THE_KIOSK: readonly ActorKind[] = ['resident', 'kiosk'];

/** One transaction at a kiosk (domain.md §10.5, KSK-09). Nothing is printed twice, nothing is kept that was not printed. */
export const KIOSK: Lifecycle<KioskState, KioskEvent> = {
  name: 'kiosk',
  title: { ja: '証明書の交付', en: 'kiosk transaction' },
  states: {
    STARTED: { ja: '開始', en: 'started' },
    CARD_READ: { ja: 'カード読取り済み', en: 'card read' },
    AUTHENTICATED: { ja: '認証済み', en: 'authenticated' },
    SELECTED: { ja: '証明書選択済み', en: 'certificate chosen' },
    QUOTED: { ja: '手数料確認', en: 'fee quoted' },
    PAID: { ja: '支払い済み', en: 'paid' },
    ISSUING: { ja: '発行中', en: 'being issued' },
    VERIFIED: { ja: '本人の証明書と確認済み', en: 'checked to be this person’s' },
    PRINTED: { ja: '印刷済み', en: 'printed' },
    COMPLETED: { ja: '完了', en: 'completed', final: true },
    REFUNDED: { ja: '返金済み', en: 'refunded', final: true },
    CANCELLED: { ja: '取消し', en: 'cancelled', final: true },
  },
  events: {
    start: { ja: '始める', en: 'start' },
    'read-card': { ja: 'カードを読み取る', en: 'read the card' },
    authenticate: { ja: '本人を認証する', en: 'authenticate the holder' },
    select: { ja: '証明書を選ぶ', en: 'choose a certificate' },
    quote: { ja: '手数料を示す', en: 'quote the fee' },
    pay: { ja: '支払う', en: 'pay' },
    issue: { ja: '発行する', en: 'issue' },
    verify: { ja: '本人のものか確かめる', en: 'check the subject' },
    print: { ja: '印刷する', en: 'print' },
    complete: { ja: '終える', en: 'finish' },
    fail: { ja: '失敗する', en: 'fail' },
    cancel: { ja: '取りやめる', en: 'cancel' },
    'time-out': { ja: '時間切れ', en: 'run out of time' },
  },
  transitions: [
    {
      from: null,
      event: 'start',
      actors: AT_THE_KIOSK,
      to: 'STARTED',
      rule: 'KSK-09',
      guard: 'opening hours KSK-01, service not stopped; request id made here, once',
      effects: [],
    },
    {
      from: 'STARTED',
      event: 'read-card',
      actors: AT_THE_KIOSK,
      to: 'CARD_READ',
      rule: 'KSK-05',
      effects: [],
    },
    {
      from: 'CARD_READ',
      event: 'authenticate',
      actors: ['system'],
      to: 'AUTHENTICATED',
      rule: 'KSK-06',
      guard: 'authentication certificate GOOD, PIN right, person admitted by KSK-03',
      effects: [],
    },
    ...(['AUTHENTICATED', 'SELECTED', 'QUOTED'] as const).map((from) => ({
      from,
      event: 'select' as const,
      actors: AT_THE_KIOSK,
      to: 'SELECTED' as const,
      rule: 'KSK-05',
      guard: 'document offered by the municipality (KSK-02)',
      effects: [],
    })),
    { from: 'SELECTED', event: 'quote', actors: ['system'], to: 'QUOTED', rule: 'KSK-04', effects: [] },
    {
      from: 'QUOTED',
      event: 'pay',
      actors: AT_THE_KIOSK,
      to: 'PAID',
      rule: 'KSK-04',
      guard: 'the quoted amount, once',
      effects: ['record-payment'],
    },
    {
      from: 'PAID',
      event: 'issue',
      actors: ['system'],
      to: 'ISSUING',
      rule: 'KSK-06',
      effects: ['order-document'],
    },
    {
      from: 'ISSUING',
      event: 'verify',
      actors: ['system'],
      to: 'VERIFIED',
      rule: 'KSK-09',
      guard: 'subject of the document = authenticated holder = kiosk session',
      effects: [],
    },
    {
      from: 'VERIFIED',
      event: 'print',
      actors: ['kiosk'],
      to: 'PRINTED',
      rule: 'KSK-09',
      guard: 'at most once per request id',
      effects: ['delete-document'],
    },
    {
      from: 'PRINTED',
      event: 'complete',
      actors: ['kiosk', 'system', 'timer'],
      to: 'COMPLETED',
      rule: 'KSK-05',
      effects: [],
    },
    ...(['STARTED', 'CARD_READ', 'AUTHENTICATED', 'SELECTED', 'QUOTED'] as const).flatMap((from) => [
      {
        from,
        event: 'fail' as const,
        actors: ['kiosk' as const, 'system' as const],
        to: 'CANCELLED' as const,
        rule: '§10.5',
        effects: [],
      },
      {
        from,
        event: 'cancel' as const,
        actors: AT_THE_KIOSK,
        to: 'CANCELLED' as const,
        rule: '§10.5',
        effects: [],
      },
      {
        from,
        event: 'time-out' as const,
        actors: ['timer' as const, 'kiosk' as const, 'system' as const],
        to: 'CANCELLED' as const,
        rule: 'KSK-09',
        effects: [],
      },
    ]),
    // KSK-04: nothing is refunded once it is printed, so PRINTED has no row here.
    ...(['PAID', 'ISSUING', 'VERIFIED'] as const).flatMap((from) => [
      {
        from,
        event: 'fail' as const,
        actors: ['kiosk' as const, 'system' as const],
        to: 'REFUNDED' as const,
        rule: 'KSK-09',
        effects: ['refund', 'delete-document'],
      },
      {
        from,
        event: 'time-out' as const,
        actors: ['timer' as const, 'kiosk' as const, 'system' as const],
        to: 'CANCELLED' as const,
        rule: 'KSK-09',
        effects: ['refund', 'delete-document'],
      },
    ]),
  ],
};
