import type { ActorKind, Lifecycle } from './engine.ts';

export type ApplicationState =
  | 'DRAFT'
  | 'RECEIVED'
  | 'SCREENING'
  | 'DEFECT'
  | 'APPROVED'
  | 'IN_PRODUCTION'
  | 'SHIPPED'
  | 'AT_MUNICIPALITY'
  | 'READY'
  | 'HANDED_OVER'
  | 'WITHDRAWN'
  | 'CANCELLED'
  | 'EXPIRED'
  | 'LOCKED'
  | 'CLOSED_INCOMPLETE'
  | 'UNCLAIMED'
  | 'DESTROYED';

export type ApplicationEvent =
  | 'start'
  | 'submit'
  | 'expire'
  | 'lock'
  | 'screen'
  | 'reject'
  | 'correct'
  | 'close-incomplete'
  | 'approve'
  | 'take-back-approval'
  | 'withdraw'
  | 'cancel'
  | 'resnapshot'
  | 'enter-batch'
  | 'fail-quality'
  | 'ship'
  | 'receive'
  | 'set-up'
  | 'book'
  | 'hand-over'
  | 'deliver'
  | 'return-mail'
  | 'remind'
  | 'unclaim'
  | 'destroy';

// Online, an application is begun, corrected and withdrawn by whoever has its ID or link (APP-05, APP-09, APP-10).
const ONLINE: readonly ActorKind[] = ['resident', 'guardian', 'unauthenticated'];
const APPLICANTS: readonly ActorKind[] = [...ONLINE, 'clerk', 'supervisor'];
const ENTRANCES: readonly ActorKind[] = [...APPLICANTS, 'booth'];
// domain.md §9: a clerk reads and comments, the card operator decides, the supervisor decides local cases.
const SCREENERS: readonly ActorKind[] = ['card-operator', 'supervisor'];

/** The life of an application (domain.md §10.1). The labels are what the applicant sees. */
export const APPLICATION: Lifecycle<ApplicationState, ApplicationEvent> = {
  name: 'application',
  title: { ja: '申請', en: 'application' },
  states: {
    DRAFT: { ja: '入力中', en: 'being filled in' },
    RECEIVED: { ja: '受付済み', en: 'received' },
    SCREENING: { ja: '審査中', en: 'being checked' },
    DEFECT: { ja: '修正が必要', en: 'needs correction' },
    APPROVED: { ja: '作成待ち', en: 'accepted, waiting to be made' },
    IN_PRODUCTION: { ja: '作成中', en: 'being made' },
    SHIPPED: { ja: '発送済み', en: 'on its way' },
    AT_MUNICIPALITY: { ja: '市区町村で準備中', en: 'being prepared at your office' },
    READY: { ja: '窓口で受け取れます', en: 'ready to be picked up' },
    HANDED_OVER: { ja: '交付済み', en: 'handed over', final: true },
    WITHDRAWN: { ja: '取下げ済み', en: 'withdrawn', final: true },
    CANCELLED: { ja: '取消し', en: 'cancelled', final: true },
    EXPIRED: { ja: '期限切れ（未提出）', en: 'expired before it was sent', final: true },
    LOCKED: { ja: 'オンライン申請停止', en: 'locked for online use', final: true },
    CLOSED_INCOMPLETE: { ja: '不備のまま終了', en: 'closed incomplete', final: true },
    UNCLAIMED: { ja: '受取期限切れ', en: 'not picked up in time' },
    DESTROYED: { ja: '廃棄済み', en: 'destroyed', final: true },
  },
  events: {
    start: { ja: '申請を始める', en: 'start an application' },
    submit: { ja: '申請する', en: 'submit the application' },
    expire: { ja: '期限切れにする', en: 'let the draft expire' },
    lock: { ja: 'オンライン申請を停止する', en: 'lock the application ID for online use' },
    screen: { ja: '審査を始める', en: 'start screening' },
    reject: { ja: '不備として差し戻す', en: 'send back as defective' },
    correct: { ja: '修正する', en: 'correct the application' },
    'close-incomplete': { ja: '不備のまま終了する', en: 'close as incomplete' },
    approve: { ja: '承認する', en: 'approve' },
    'take-back-approval': { ja: '承認を取り消す', en: 'take the approval back' },
    withdraw: { ja: '申請を取り下げる', en: 'withdraw the application' },
    cancel: { ja: '異動により取り消す', en: 'cancel because of a registry change' },
    resnapshot: { ja: '最新の記録で作り直す', en: 'make again from the changed record' },
    'enter-batch': { ja: '製造に回す', en: 'enter a production batch' },
    'fail-quality': { ja: '品質不良として作り直す', en: 'fail the quality check' },
    ship: { ja: '発送する', en: 'ship' },
    receive: { ja: '受け入れる', en: 'receive at the office' },
    'set-up': { ja: '交付前設定を終える', en: 'finish the pre-issue set-up' },
    book: { ja: '受取りを予約する', en: 'book or change an appointment' },
    'hand-over': { ja: '交付する', en: 'hand over' },
    deliver: { ja: '配達済みにする', en: 'record delivery by mail' },
    'return-mail': { ja: '返送を受け入れる', en: 'take back undelivered mail' },
    remind: { ja: '督促する', en: 'send a reminder' },
    unclaim: { ja: '受取期限切れにする', en: 'give up waiting for pick-up' },
    destroy: { ja: '廃棄する', en: 'destroy the card' },
  },
  transitions: [
    {
      from: null,
      event: 'start',
      actors: ONLINE,
      to: 'DRAFT',
      rule: 'APP-05',
      guard: 'application ID has right check digits, is not superseded and not locked',
      effects: ['notify-link'],
    },
    // Whoever is there in person sends it in the same act and needs no link.
    {
      from: null,
      event: 'start',
      actors: ['clerk', 'supervisor', 'booth'],
      to: 'DRAFT',
      rule: 'CH-DESK',
      guard: 'application ID has right check digits, is not superseded and not locked',
      effects: [],
    },
    {
      from: 'DRAFT',
      event: 'submit',
      actors: ENTRANCES,
      to: 'RECEIVED',
      rule: 'APP-05',
      guard: 'terms accepted, birth date matches, photo file passes PHO-02, no other open application',
      effects: ['check-photo', 'notify-accepted'],
    },
    {
      from: 'DRAFT',
      event: 'expire',
      actors: ['timer'],
      to: 'EXPIRED',
      rule: 'APP-11',
      guard: '24 hours since the start',
      effects: ['delete-draft-data'],
    },
    {
      from: 'DRAFT',
      event: 'lock',
      actors: ['system'],
      to: 'LOCKED',
      rule: 'APP-05',
      guard: 'five birth dates that do not match',
      effects: ['delete-draft-data', 'lock-application-id'],
    },
    {
      from: null,
      event: 'submit',
      actors: ['card-operator'],
      to: 'RECEIVED',
      rule: 'CH-MAIL',
      guard: 'paper form scanned, ID readable, form complete',
      effects: ['check-photo', 'notify-accepted'],
    },
    {
      from: null,
      event: 'reject',
      actors: ['card-operator'],
      to: 'DEFECT',
      rule: 'CH-MAIL',
      guard: 'paper form scanned, ID readable, form defective',
      effects: ['notify-defect'],
    },
    {
      from: 'RECEIVED',
      event: 'screen',
      actors: ['system', ...SCREENERS],
      to: 'SCREENING',
      rule: 'PHO-05',
      effects: [],
    },
    {
      from: 'SCREENING',
      event: 'reject',
      actors: SCREENERS,
      to: 'DEFECT',
      rule: 'PHO-03',
      guard: 'reason from the closed list, chosen by a person',
      effects: ['notify-defect'],
    },
    {
      from: 'DEFECT',
      event: 'correct',
      actors: APPLICANTS,
      to: 'SCREENING',
      rule: 'APP-09',
      guard: 'within 90 days of the notice',
      effects: ['check-photo', 'notify-corrected'],
    },
    {
      from: 'DEFECT',
      event: 'close-incomplete',
      actors: ['timer'],
      to: 'CLOSED_INCOMPLETE',
      rule: 'APP-09',
      guard: '90 days without an answer',
      effects: ['notify-closed'],
    },
    {
      from: 'SCREENING',
      event: 'approve',
      actors: SCREENERS,
      to: 'APPROVED',
      rule: 'VAL-08',
      guard:
        'registry record alive and resident here, more than 30 days of stay left, age rules AGE-01 to AGE-03; the version of the record is frozen',
      effects: [],
    },
    // Of an approval nobody is told (the next mail is that of the shipment), so nobody hears that it was taken back.
    {
      from: 'APPROVED',
      event: 'take-back-approval',
      actors: SCREENERS,
      to: 'SCREENING',
      rule: 'PHO-07',
      guard: 'by whoever approved, within 30 minutes, and nothing has been made of it',
      effects: [],
    },
    ...(['RECEIVED', 'SCREENING', 'DEFECT', 'APPROVED'] as const).map((from) => ({
      from,
      event: 'withdraw' as const,
      actors: APPLICANTS,
      to: 'WITHDRAWN' as const,
      rule: 'APP-10',
      guard: 'before production',
      effects: ['notify-withdrawn'],
    })),
    // APP-10: withdrawal stays possible until the card is issued, at the price of the card.
    ...(['IN_PRODUCTION', 'SHIPPED', 'AT_MUNICIPALITY', 'READY'] as const).map((from) => ({
      from,
      event: 'withdraw' as const,
      actors: APPLICANTS,
      to: 'WITHDRAWN' as const,
      rule: 'APP-10',
      guard: 'hand-over not begun',
      effects: ['destroy-card', 'notify-withdrawn'],
    })),
    // Nobody has shown that a draft's address is the person's: it learns nothing about them.
    {
      from: 'DRAFT',
      event: 'cancel',
      actors: ['registry'],
      to: 'CANCELLED',
      rule: '§10.1',
      guard: 'death, move out or deletion of the record',
      effects: ['delete-draft-data'],
    },
    ...(['RECEIVED', 'SCREENING', 'DEFECT', 'APPROVED'] as const).map((from) => ({
      from,
      event: 'cancel' as const,
      actors: ['registry' as const],
      to: 'CANCELLED' as const,
      rule: '§10.1',
      guard: 'death, move out or deletion of the record',
      effects: ['notify-cancelled'],
    })),
    ...(['IN_PRODUCTION', 'SHIPPED', 'AT_MUNICIPALITY', 'READY', 'UNCLAIMED'] as const).map((from) => ({
      from,
      event: 'cancel' as const,
      actors: ['registry' as const],
      to: 'CANCELLED' as const,
      rule: '§10.1',
      guard: 'death, move out or deletion of the record',
      effects: ['destroy-card', 'notify-cancelled'],
    })),
    {
      from: 'APPROVED',
      event: 'resnapshot',
      actors: ['registry'],
      to: 'APPROVED',
      rule: 'APP-04',
      guard: 'key data of the record changed; its new version is frozen',
      effects: [],
    },
    ...(['IN_PRODUCTION', 'SHIPPED', 'AT_MUNICIPALITY'] as const).map((from) => ({
      from,
      event: 'resnapshot' as const,
      actors: ['registry' as const],
      to: 'APPROVED' as const,
      rule: 'APP-04',
      guard: 'key data of the record changed; its new version is frozen',
      effects: ['destroy-card'],
    })),
    // The holder has a notice in hand that calls them to a card that is no more (NTC-01).
    {
      from: 'READY',
      event: 'resnapshot',
      actors: ['registry'],
      to: 'APPROVED',
      rule: 'APP-04',
      guard: 'key data of the record changed; its new version is frozen',
      effects: ['destroy-card', 'notify-notice-void'],
    },
    {
      from: 'APPROVED',
      event: 'enter-batch',
      actors: ['card-operator', 'system'],
      to: 'IN_PRODUCTION',
      rule: 'PRD-01',
      guard: 'express first',
      effects: ['begin-making'],
    },
    {
      from: 'IN_PRODUCTION',
      event: 'fail-quality',
      actors: ['card-operator', 'system'],
      to: 'APPROVED',
      rule: 'PRD-03',
      effects: ['destroy-card'],
    },
    {
      from: 'IN_PRODUCTION',
      event: 'ship',
      actors: ['card-operator'],
      to: 'SHIPPED',
      rule: 'PRD-01',
      guard: 'all quality gates passed; to the municipality, or to the applicant (mail, express)',
      effects: ['notify-shipped'],
    },
    {
      from: 'SHIPPED',
      event: 'receive',
      actors: ['clerk'],
      to: 'AT_MUNICIPALITY',
      rule: 'PRD-01',
      guard: 'card scanned, count matches the list',
      effects: [],
    },
    {
      from: 'AT_MUNICIPALITY',
      event: 'set-up',
      actors: ['clerk', 'system'],
      to: 'READY',
      rule: 'PRD-02',
      effects: ['send-issue-notice'],
    },
    {
      from: 'READY',
      event: 'book',
      actors: ['resident', 'guardian', 'proxy', 'clerk', 'supervisor'],
      to: 'READY',
      rule: 'NTC-02',
      effects: ['notify-appointment'],
    },
    {
      from: 'READY',
      event: 'hand-over',
      actors: ['clerk'],
      to: 'HANDED_OVER',
      rule: 'IDD-05',
      guard:
        'identity by IDD or PRX rules, card not expired, PINs set, activation confirmed by chip and server; the card tells its holder',
      effects: [],
    },
    {
      from: 'SHIPPED',
      event: 'deliver',
      actors: ['card-operator', 'clerk', 'system'],
      to: 'HANDED_OVER',
      rule: 'CH-DESK',
      guard: 'sent by mail, signed for by the person named; the card tells its holder',
      effects: [],
    },
    {
      from: 'SHIPPED',
      event: 'return-mail',
      actors: ['clerk'],
      to: 'AT_MUNICIPALITY',
      rule: 'NTC-03',
      guard: 'sent by mail and come back',
      effects: ['notify-returned'],
    },
    {
      from: 'READY',
      event: 'remind',
      actors: ['timer', 'clerk'],
      to: 'READY',
      rule: 'NTC-03',
      guard: 'first deadline passed',
      effects: ['set-second-deadline', 'notify-reminder'],
    },
    {
      from: 'READY',
      event: 'unclaim',
      actors: ['timer'],
      to: 'UNCLAIMED',
      rule: 'NTC-03',
      guard:
        'both deadlines passed or the card expired, no hold; the card is then destroyed, and of that the holder hears',
      effects: [],
    },
    {
      from: 'UNCLAIMED',
      event: 'destroy',
      actors: ['clerk'],
      to: 'DESTROYED',
      rule: 'NTC-03',
      guard: 'two persons have destroyed the card, the day of destroyableFrom reached',
      effects: ['notify-destroyed'],
    },
  ],
};
