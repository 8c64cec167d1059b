import type { ActorKind, Lifecycle } from './engine.ts';

export type CardState =
  | 'PRODUCED'
  | 'AT_OFFICE'
  | 'ACTIVATING'
  | 'ACTIVE'
  | 'SUSPENDED'
  | 'LAPSED'
  | 'ABOLISHED'
  | 'COLLECTED'
  | 'DESTROYED';

export type CardEvent =
  | 'produce'
  | 'receive'
  | 'begin-activation'
  | 'confirm-activation'
  | 'cancel-activation'
  | 'suspend'
  | 'lift'
  | 'abolish'
  | 'return'
  | 'expire'
  | 'lapse'
  | 'mark-update'
  | 'update'
  | 'mark-replace'
  | 'switch-mode'
  | 'continue-use'
  | 'collect'
  | 'destroy';

// Suspending only takes capability away, so weak proof is enough (domain.md LOS-03, §9, §12 self-suspension).
const SUSPENDERS: readonly ActorKind[] = [
  'call-centre',
  'clerk',
  'supervisor',
  'card-operator',
  'resident',
  'guardian',
  'system',
];

/** Whatever takes a card out of operation ends, at that moment, what was begun with it (G3), and its holder is told. */
const ENDS = ['end-sessions', 'revoke-certificates-cessation', 'notify-all-channels'] as const;

/** The life of a card (domain.md §10.2). */
export const CARD: Lifecycle<CardState, CardEvent> = {
  name: 'card',
  title: { ja: 'カード', en: 'card' },
  states: {
    PRODUCED: { ja: '作成済み', en: 'made, not in operation' },
    AT_OFFICE: { ja: '交付準備済み', en: 'at the municipal office' },
    ACTIVATING: { ja: '交付手続き中', en: 'being activated' },
    ACTIVE: { ja: '運用中', en: 'in operation' },
    SUSPENDED: { ja: '一時停止', en: 'temporarily suspended' },
    LAPSED: { ja: '失効', en: 'lapsed' },
    ABOLISHED: { ja: '廃止', en: 'abolished' },
    COLLECTED: { ja: '回収済み', en: 'collected' },
    DESTROYED: { ja: '廃棄済み', en: 'destroyed', final: true },
  },
  events: {
    produce: { ja: '作成する', en: 'produce' },
    receive: { ja: '受け入れて交付前設定をする', en: 'receive and set up' },
    'begin-activation': { ja: '運用開始の手続きを始める', en: 'begin activation' },
    'confirm-activation': { ja: '運用開始を確定する', en: 'confirm activation' },
    'cancel-activation': { ja: '運用開始を取りやめる', en: 'cancel activation' },
    suspend: { ja: '一時停止する', en: 'suspend' },
    lift: { ja: '一時停止を解除する', en: 'reactivate' },
    abolish: { ja: '廃止する', en: 'abolish' },
    return: { ja: '返納を受け付ける', en: 'accept a return' },
    expire: { ja: '有効期限切れにする', en: 'expire' },
    lapse: { ja: '失効させる', en: 'let lapse' },
    'mark-update': { ja: '記載事項の変更を待つ', en: 'mark as due for update' },
    update: { ja: '記載事項を変更する', en: 'update' },
    'mark-replace': { ja: '追記欄満了として記録する', en: 'mark as due for replacement' },
    'switch-mode': { ja: '顔認証カードと切り替える', en: 'switch to or from a face-authentication card' },
    'continue-use': { ja: '継続利用の手続きをする', en: 'continue use after a move' },
    collect: { ja: '回収する', en: 'collect' },
    destroy: { ja: '廃棄する', en: 'destroy' },
  },
  transitions: [
    {
      from: null,
      event: 'produce',
      actors: ['card-operator', 'system'],
      to: 'PRODUCED',
      rule: 'PRD-01',
      effects: [],
    },
    {
      from: 'PRODUCED',
      event: 'receive',
      actors: ['clerk'],
      to: 'AT_OFFICE',
      rule: 'PRD-02',
      guard: 'scan matches the shipping list',
      effects: [],
    },
    {
      from: 'AT_OFFICE',
      event: 'begin-activation',
      actors: ['clerk'],
      to: 'ACTIVATING',
      rule: '§10.2',
      guard: 'identity established, card not expired, no other card of the person in operation after this',
      effects: [],
    },
    {
      from: 'PRODUCED',
      event: 'begin-activation',
      actors: ['card-operator'],
      to: 'ACTIVATING',
      rule: 'EXP-01',
      guard: 'sent straight to the applicant, who identified themselves when applying',
      effects: [],
    },
    // A lost answer leaves the card here; reading the chip back decides (INC-05).
    {
      from: 'ACTIVATING',
      event: 'begin-activation',
      actors: ['clerk', 'card-operator', 'system'],
      to: 'ACTIVATING',
      rule: 'INC-05',
      guard: 'chip write done or unknown, server not told',
      effects: [],
    },
    {
      from: 'ACTIVATING',
      event: 'confirm-activation',
      actors: ['clerk', 'system'],
      to: 'ACTIVE',
      rule: '§10.2',
      // The one before must have ended already: at no moment has a person two cards in operation.
      guard: 'chip read back as active; previous card abolished or lapsed in the same transaction',
      effects: ['activate-certificates', 'collect-previous-card', 'notify-issued'],
    },
    {
      from: 'ACTIVATING',
      event: 'cancel-activation',
      actors: ['clerk', 'supervisor', 'system'],
      to: 'AT_OFFICE',
      rule: 'INC-05',
      guard: 'chip read back as not active, or unreadable',
      effects: [],
    },
    {
      from: 'ACTIVE',
      event: 'suspend',
      actors: SUSPENDERS,
      to: 'SUSPENDED',
      rule: 'LOS-04',
      guard: 'identity questions (LOS-03), or an incident',
      effects: ['end-sessions', 'hold-certificates', 'notify-all-channels'],
    },
    {
      from: 'SUSPENDED',
      event: 'lift',
      actors: ['clerk'],
      to: 'ACTIVE',
      rule: 'LOS-07',
      guard: 'card present, identity established, not expired, not abolished',
      effects: ['lift-authentication-certificate', 'notify-all-channels'],
    },
    ...(['ACTIVE', 'SUSPENDED'] as const).map((from) => ({
      from,
      event: 'abolish' as const,
      actors: ['clerk' as const],
      to: 'ABOLISHED' as const,
      rule: 'LOS-05',
      guard: 'receipt number if lost outside or stolen',
      effects: ENDS,
    })),
    {
      from: 'ACTIVE',
      event: 'return',
      actors: ['clerk'],
      to: 'ABOLISHED',
      rule: 'UPD-05',
      guard: 'by wish, or when the next card is picked up; the card is then collected',
      effects: ENDS,
    },
    ...(['ACTIVE', 'SUSPENDED'] as const).flatMap((from) => [
      {
        from,
        event: 'expire' as const,
        actors: ['timer' as const],
        to: 'LAPSED' as const,
        rule: 'VAL-02',
        guard: 'end of the expiry date',
        effects: ['end-sessions', 'expire-certificates', 'notify-all-channels'],
      },
      {
        from,
        event: 'lapse' as const,
        actors: ['registry' as const, 'timer' as const],
        to: 'LAPSED' as const,
        rule: 'UPD-04',
        guard:
          'death, record deleted, number or resident code changed, departure without continued use, missed UPD-02 deadline',
        effects: ENDS,
      },
    ]),
    ...(['ACTIVE', 'SUSPENDED'] as const).map((from) => ({
      from,
      event: 'mark-update' as const,
      actors: ['registry' as const],
      to: from,
      rule: 'UPD-01',
      guard: 'name, address, birth date or sex changed',
      effects: [
        'flag-update-due',
        'revoke-signature-certificate-affiliation-changed',
        'notify-record-changed',
      ],
    })),
    {
      from: 'ACTIVE',
      event: 'update',
      actors: ['clerk'],
      to: 'ACTIVE',
      rule: 'UPD-01',
      guard: 'update due, room in the addendum field, resident-registry PIN',
      effects: ['write-addendum', 'write-chip', 'offer-signature-certificate'],
    },
    {
      from: 'ACTIVE',
      event: 'mark-replace',
      actors: ['clerk'],
      to: 'ACTIVE',
      rule: 'CARD-07',
      guard: 'addendum field full',
      effects: ['flag-replace', 'offer-free-express'],
    },
    {
      from: 'ACTIVE',
      event: 'switch-mode',
      actors: ['clerk'],
      to: 'ACTIVE',
      rule: 'PIN-08',
      guard: 'request of the holder, room in the addendum field',
      effects: ['write-addendum', 'revoke-signature-certificate-cessation', 'set-or-clear-pins'],
    },
    {
      from: 'ACTIVE',
      event: 'continue-use',
      actors: ['clerk'],
      to: 'ACTIVE',
      rule: 'UPD-02',
      guard: 'within the deadlines of UPD-02, PIN, addendum and chip written',
      effects: [],
    },
    ...(['LAPSED', 'ABOLISHED'] as const).map((from) => ({
      from,
      event: 'collect' as const,
      actors: ['clerk' as const, 'police' as const],
      to: 'COLLECTED' as const,
      rule: 'LOS-08',
      effects: [],
    })),
    {
      from: 'COLLECTED',
      event: 'destroy',
      actors: ['clerk'],
      to: 'DESTROYED',
      rule: '§10.2',
      guard: 'two persons, both on record with serial and photo',
      effects: [],
    },
    {
      from: 'AT_OFFICE',
      event: 'destroy',
      actors: ['clerk'],
      to: 'DESTROYED',
      rule: 'PRD-05',
      guard: 'two persons, both on record with serial and photo; unclaimed, expired, withdrawn or cancelled',
      effects: ['revoke-certificates-unspecified'],
    },
    {
      from: 'PRODUCED',
      event: 'destroy',
      actors: ['card-operator'],
      to: 'DESTROYED',
      rule: 'PRD-03',
      guard:
        'two persons, both on record with serial and photo; failed quality gate, or application withdrawn or cancelled',
      effects: ['revoke-certificates-unspecified'],
    },
  ],
};
