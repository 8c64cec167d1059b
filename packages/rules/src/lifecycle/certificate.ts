import { type ActorKind, type Lifecycle, type NextState, next, type Transition } from './engine.ts';

export type CertificateKind = 'signature' | 'authentication';

/** `HELD` exists only for authentication, `HELD_FINAL` only for signature certificates. */
export type CertificateState = 'PENDING' | 'ACTIVE' | 'HELD' | 'HELD_FINAL' | 'REVOKED' | 'EXPIRED' | 'VOID';

export type SignatureCertificateState = Exclude<CertificateState, 'HELD'>;
export type AuthenticationCertificateState = Exclude<CertificateState, 'HELD_FINAL'>;

export type CertificateEvent =
  | 'request'
  | 'activate'
  | 'hold'
  | 'lift'
  | 'revoke'
  | 'supersede'
  | 'expire'
  | 'void';

/** Reason codes of RFC 5280 §5.3.1 that this life cycle gives. */
export type RevocationReason =
  | 'unspecified'
  | 'keyCompromise'
  | 'cACompromise'
  | 'affiliationChanged'
  | 'superseded'
  | 'cessationOfOperation';

/** A row that ends in REVOKED lists the reasons it may carry. */
export interface CertificateTransition<S extends string> extends Transition<S, CertificateEvent> {
  readonly reasons?: readonly RevocationReason[];
}

export interface CertificateLifecycle<S extends string> extends Lifecycle<S, CertificateEvent> {
  readonly transitions: readonly CertificateTransition<S>[];
}

const LABELS = {
  PENDING: { ja: '発行手続き中', en: 'being issued' },
  ACTIVE: { ja: '有効', en: 'valid' },
  REVOKED: { ja: '失効', en: 'revoked', final: true },
  EXPIRED: { ja: '有効期限切れ', en: 'expired', final: true },
  VOID: { ja: '発行取りやめ', en: 'never issued', final: true },
} as const;

const EVENTS = {
  request: { ja: '発行を申請する', en: 'request a certificate' },
  activate: { ja: '有効にする', en: 'activate' },
  hold: { ja: '一時保留する', en: 'hold' },
  lift: { ja: '一時保留を解除する', en: 'lift the hold' },
  revoke: { ja: '失効させる', en: 'revoke' },
  supersede: { ja: '更新により失効させる', en: 'replace by a new certificate' },
  expire: { ja: '有効期限切れにする', en: 'expire' },
  void: { ja: '発行を取りやめる', en: 'give up the request' },
} as const;

// Whoever may suspend the card (domain.md §9).
const SUSPENDERS: readonly ActorKind[] = [
  'call-centre',
  'clerk',
  'supervisor',
  'card-operator',
  'resident',
  'guardian',
  'system',
];
const REVOKERS: readonly ActorKind[] = ['resident', 'guardian', 'clerk', 'registry', 'system'];
// Acts on certificates and on no card: nothing but the certificate's own table can tell its holder.
const BY_AUTHORITY: readonly ActorKind[] = ['ca-operator'];
// domain.md §10.3: on every change of what a verifier would be told. The holder is told of the card, by the card's table.
const PUBLISH = ['publish-status', 'tell-subscribers'] as const;
// In the certificate is when it ends: subscribers are told nothing new by it.
const EXPIRE = ['publish-status'] as const;
// The holder has not asked for it and stands at no counter.
const TOLD = [...PUBLISH, 'notify-revoked'] as const;
// On hold from the intent on. Certificates are made in lots, and subscribers told of a lot at once, not by an effect of each.
const REQUEST = ['publish-status'] as const;

// The rows that both kinds share.
const ISSUING = [
  {
    from: 'PENDING',
    event: 'activate',
    actors: ['clerk', 'system'],
    to: 'ACTIVE',
    rule: '§10.3',
    guard: 'written to the chip and read back, card in operation',
    effects: PUBLISH,
  },
  {
    from: 'PENDING',
    event: 'revoke',
    actors: ['clerk', 'card-operator', 'system'],
    to: 'REVOKED',
    rule: 'PRD-05',
    guard: 'card destroyed before hand-over, or issuing CA compromised',
    effects: PUBLISH,
    reasons: ['unspecified', 'cACompromise'],
  },
  {
    from: 'PENDING',
    event: 'revoke',
    actors: BY_AUTHORITY,
    to: 'REVOKED',
    rule: '§6.6',
    guard: 'decided by the certification authority before the card is handed over',
    effects: TOLD,
    reasons: ['unspecified', 'cACompromise'],
  },
  {
    from: 'PENDING',
    event: 'void',
    actors: ['clerk', 'system'],
    to: 'VOID',
    rule: 'PRD-04',
    guard: 'the CA has signed nothing yet',
    effects: PUBLISH,
  },
] as const;

// G3: what was begun with it ends with it.
const LOG_IN_ENDS = [...PUBLISH, 'end-sessions'] as const;

/** Ending while in force; `follows`: what follows beside the word to verifiers. */
const ending = (follows: readonly 'end-sessions'[]) =>
  [
    {
      from: 'ACTIVE',
      event: 'supersede',
      actors: ['resident', 'guardian', 'clerk', 'card-operator', 'system'],
      to: 'REVOKED',
      rule: 'VAL-12',
      guard: 'three months or less before the end, or replaced; the old one names the new one',
      effects: [...PUBLISH, ...follows],
      reasons: ['superseded'],
    },
    {
      from: 'ACTIVE',
      event: 'expire',
      actors: ['timer'],
      to: 'EXPIRED',
      rule: 'VAL-09',
      guard: 'notAfter passed',
      effects: [...EXPIRE, ...follows],
    },
  ] as const;

// Leaving a hold for good is the same for both kinds.
const HELD_REASONS = ['cessationOfOperation', 'keyCompromise', 'cACompromise'] as const;
const HELD_ENDING = [
  {
    event: 'revoke',
    actors: REVOKERS,
    to: 'REVOKED',
    rule: '§10.3',
    guard: 'card abolished or lapsed, or key compromised',
    effects: PUBLISH,
    reasons: HELD_REASONS,
  },
  {
    event: 'revoke',
    actors: BY_AUTHORITY,
    to: 'REVOKED',
    rule: '§6.6',
    guard: 'decided by the certification authority',
    effects: TOLD,
    reasons: HELD_REASONS,
  },
  {
    event: 'expire',
    actors: ['timer'],
    to: 'EXPIRED',
    rule: 'VAL-09',
    guard: 'notAfter passed',
    effects: EXPIRE,
  },
] as const;

/** The life of a certificate for electronic signatures (domain.md §10.3). A hold on it is never lifted (REV-01). */
export const SIGNATURE_CERTIFICATE: CertificateLifecycle<SignatureCertificateState> = {
  name: 'signature-certificate',
  title: { ja: '署名用電子証明書', en: 'electronic certificate for the bearer’s signature' },
  states: {
    ...LABELS,
    HELD_FINAL: { ja: '一時停止により利用不可（再発行が必要）', en: 'stopped for good; a new one is needed' },
  },
  events: EVENTS,
  transitions: [
    {
      from: null,
      event: 'request',
      actors: ['resident', 'clerk', 'card-operator', 'system'],
      to: 'PENDING',
      rule: 'AGE-01',
      guard: 'aged 15 or over, no wardship, wanted, not a face-authentication card',
      effects: REQUEST,
    },
    ...ISSUING,
    { from: 'ACTIVE', event: 'hold', actors: SUSPENDERS, to: 'HELD_FINAL', rule: 'REV-01', effects: PUBLISH },
    {
      from: 'HELD_FINAL',
      event: 'lift',
      actors: ['clerk'],
      to: 'HELD_FINAL',
      rule: 'REV-01',
      guard: 'the suspension of the card is lifted; that visit offers a new one',
      effects: [],
    },
    {
      from: 'ACTIVE',
      event: 'revoke',
      actors: REVOKERS,
      to: 'REVOKED',
      rule: '§6.6',
      guard: 'the reason follows from the cause',
      effects: PUBLISH,
      reasons: ['affiliationChanged', ...HELD_REASONS],
    },
    {
      from: 'ACTIVE',
      event: 'revoke',
      actors: BY_AUTHORITY,
      to: 'REVOKED',
      rule: '§6.6',
      guard: 'decided by the certification authority',
      effects: TOLD,
      reasons: ['affiliationChanged', ...HELD_REASONS],
    },
    ...ending([]),
    ...HELD_ENDING.map((row) => ({ from: 'HELD_FINAL' as const, ...row })),
  ],
};

/** The life of a certificate for user identification (domain.md §10.3). It carries no attributes and survives their change. */
export const AUTHENTICATION_CERTIFICATE: CertificateLifecycle<AuthenticationCertificateState> = {
  name: 'authentication-certificate',
  title: { ja: '利用者証明用電子証明書', en: 'electronic certificate for user identification' },
  states: { ...LABELS, HELD: { ja: '一時保留', en: 'on hold' } },
  events: EVENTS,
  transitions: [
    {
      from: null,
      event: 'request',
      actors: ['resident', 'guardian', 'clerk', 'card-operator', 'system'],
      to: 'PENDING',
      rule: 'APP-03',
      guard: 'wanted',
      effects: REQUEST,
    },
    ...ISSUING,
    { from: 'ACTIVE', event: 'hold', actors: SUSPENDERS, to: 'HELD', rule: 'LOS-04', effects: LOG_IN_ENDS },
    {
      from: 'HELD',
      event: 'lift',
      actors: ['clerk'],
      to: 'ACTIVE',
      rule: 'LOS-07',
      guard: 'the suspension of the card is lifted',
      effects: PUBLISH,
    },
    {
      from: 'ACTIVE',
      event: 'revoke',
      actors: REVOKERS,
      to: 'REVOKED',
      rule: '§6.6',
      guard: 'the reason follows from the cause',
      effects: LOG_IN_ENDS,
      reasons: HELD_REASONS,
    },
    {
      from: 'ACTIVE',
      event: 'revoke',
      actors: BY_AUTHORITY,
      to: 'REVOKED',
      rule: '§6.6',
      guard: 'decided by the certification authority',
      effects: [...LOG_IN_ENDS, 'notify-revoked'],
      reasons: HELD_REASONS,
    },
    ...ending(['end-sessions']),
    ...HELD_ENDING.map((row) => ({ from: 'HELD' as const, ...row })),
  ],
};

/** What happened to a person, a card or a CA, seen from its certificates (domain.md §6.6, §10.3). */
export type CertificateCause =
  | 'destroyed-before-hand-over'
  | 'key-compromised'
  | 'ca-compromised'
  | 'attributes-changed'
  | 'renewed'
  | 'ended'
  | 'suspended'
  | 'suspension-lifted'
  | 'switched-to-face-authentication'
  | 'time-over';

/** What a cause does to one certificate. */
export interface CertificateConsequence {
  readonly event: CertificateEvent;
  readonly reason?: RevocationReason;
}

/** Cause → consequence for each kind; `null` = the certificate stays as it is. `ended` is return, death, departure, deletion, abolition or wish. */
export const CERTIFICATE_CAUSES: Readonly<
  Record<CertificateCause, Readonly<Record<CertificateKind, CertificateConsequence | null>>>
> = {
  'destroyed-before-hand-over': both({ event: 'revoke', reason: 'unspecified' }),
  'key-compromised': both({ event: 'revoke', reason: 'keyCompromise' }),
  'ca-compromised': both({ event: 'revoke', reason: 'cACompromise' }),
  'attributes-changed': {
    signature: { event: 'revoke', reason: 'affiliationChanged' },
    authentication: null,
  },
  renewed: both({ event: 'supersede', reason: 'superseded' }),
  ended: both({ event: 'revoke', reason: 'cessationOfOperation' }),
  suspended: both({ event: 'hold' }),
  'suspension-lifted': both({ event: 'lift' }),
  'switched-to-face-authentication': {
    signature: { event: 'revoke', reason: 'cessationOfOperation' },
    authentication: null,
  },
  'time-over': both({ event: 'expire' }),
};

function both(
  consequence: CertificateConsequence,
): Readonly<Record<CertificateKind, CertificateConsequence>> {
  return { signature: consequence, authentication: consequence };
}

/**
 * `next` for a certificate of either kind, when kind and state come as plain unions from a store.
 * @throws RangeError for a state that the kind does not have
 */
export function nextCertificateState(
  kind: CertificateKind,
  from: CertificateState | null,
  event: CertificateEvent,
  actor: ActorKind,
): NextState<CertificateState, CertificateEvent> {
  if (kind === 'signature') {
    if (from === 'HELD') throw new RangeError('a signature certificate cannot be HELD');
    return next(SIGNATURE_CERTIFICATE, from, event, actor);
  }
  if (from === 'HELD_FINAL') throw new RangeError('an authentication certificate cannot be HELD_FINAL');
  return next(AUTHENTICATION_CERTIFICATE, from, event, actor);
}
