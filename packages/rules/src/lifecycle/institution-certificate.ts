import type { RevocationReason } from './certificate.ts';
import type { Lifecycle, Transition } from './engine.ts';

export type InstitutionCertificateState = 'PENDING' | 'ACTIVE' | 'REVOKED' | 'VOID';
export type InstitutionCertificateEvent = 'request' | 'activate' | 'revoke' | 'void';

export interface InstitutionCertificateTransition
  extends Transition<InstitutionCertificateState, InstitutionCertificateEvent> {
  readonly reasons?: readonly RevocationReason[];
}

export interface InstitutionCertificateLifecycle
  extends Lifecycle<InstitutionCertificateState, InstitutionCertificateEvent> {
  readonly transitions: readonly InstitutionCertificateTransition[];
}

/** Reasons for ending the certificate of an institution; a hold is for residents' cards alone. */
const REASONS: readonly RevocationReason[] = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
];

/** What verifiers are told changes. Before its signature nobody knows of it (RFC 6960 §2.2). */
const PUBLISH = ['publish-status', 'tell-subscribers'] as const;

/**
 * The life of what a CA issues to institutions: seals, time-stamp authorities, status responders (pki.md §1). Its end by
 * time needs no event; who asks judges by notAfter.
 */
export const INSTITUTION_CERTIFICATE: InstitutionCertificateLifecycle = {
  name: 'institution-certificate',
  title: { ja: '機関の電子証明書', en: 'certificate of an institution' },
  states: {
    PENDING: { ja: '発行手続き中', en: 'being issued' },
    ACTIVE: { ja: '有効', en: 'valid' },
    REVOKED: { ja: '失効', en: 'revoked', final: true },
    VOID: { ja: '発行取りやめ', en: 'never issued', final: true },
  },
  events: {
    request: { ja: '発行を申請する', en: 'request a certificate' },
    activate: { ja: '有効にする', en: 'activate' },
    revoke: { ja: '失効させる', en: 'revoke' },
    void: { ja: '発行を取りやめる', en: 'give up the request' },
  },
  transitions: [
    {
      from: null,
      event: 'request',
      actors: ['ca-operator', 'system'],
      to: 'PENDING',
      rule: 'pki.md §3',
      guard: 'the intent is on record',
      effects: [],
    },
    {
      from: 'PENDING',
      event: 'activate',
      actors: ['system'],
      to: 'ACTIVE',
      rule: 'pki.md §3',
      guard: 'signed as on record',
      effects: PUBLISH,
    },
    {
      from: 'PENDING',
      event: 'void',
      actors: ['system'],
      to: 'VOID',
      rule: 'pki.md §3',
      guard: 'nothing was signed',
      effects: [],
    },
    {
      from: 'ACTIVE',
      event: 'revoke',
      actors: ['ca-operator', 'system'],
      to: 'REVOKED',
      rule: '§6.6',
      guard: 'the reason follows from the cause',
      effects: PUBLISH,
      reasons: REASONS,
    },
  ],
};
