import type { ApplicationEvent } from './application.ts';
import type { CardEvent } from './card.ts';
import type { CertificateCause } from './certificate.ts';

/** What the resident registry reports of a person (domain.md §5.5, §10.1 to §10.3). */
export type RegistryEvent =
  | 'died'
  | 'record-deleted'
  | 'residence-status-lost'
  | 'departed'
  | 'departed-with-continued-use'
  | 'number-changed'
  | 'resident-code-changed'
  | 'attributes-changed'
  | 'moved-out'
  | 'moved-in'
  | 'stay-changed';

export interface RegistryConsequence {
  /** What the card in operation does; null: it stays as it is. */
  readonly card: Extract<CardEvent, 'lapse' | 'mark-update'> | null;
  /** What everything certified for the person is ended by. */
  readonly certificates: Extract<CertificateCause, 'ended' | 'attributes-changed'> | null;
  /** What an application that is under way does, where its table has that step. */
  readonly application: Extract<ApplicationEvent, 'cancel' | 'resnapshot'> | null;
  readonly rule: string;
}

const over = (rule: string): RegistryConsequence => ({
  card: 'lapse',
  certificates: 'ended',
  application: 'cancel',
  rule,
});
const changed = (rule: string, application: RegistryConsequence['application']): RegistryConsequence => ({
  card: 'mark-update',
  certificates: 'attributes-changed',
  application,
  rule,
});

/** Event → consequences. Nobody has to think of them: they follow in the transaction of the event. */
export const REGISTRY_CONSEQUENCES: Readonly<Record<RegistryEvent, RegistryConsequence>> = {
  died: over('UPD-04'),
  'record-deleted': over('UPD-04'),
  'residence-status-lost': over('UPD-04'),
  departed: over('UPD-03'),
  // The address becomes the departure with its date; new certificates are for abroad.
  'departed-with-continued-use': changed('UPD-03', 'cancel'),
  'number-changed': { card: 'lapse', certificates: 'ended', application: 'resnapshot', rule: 'NUM-12' },
  'resident-code-changed': {
    card: 'lapse',
    certificates: 'ended',
    application: 'resnapshot',
    rule: 'NUM-12',
  },
  'attributes-changed': changed('UPD-01', 'resnapshot'),
  // The card waits for the move-in report (UPD-02); whoever has moved out is not at the old address any more.
  'moved-out': { card: null, certificates: null, application: 'cancel', rule: 'UPD-02' },
  'moved-in': changed('UPD-02', null),
  // A longer stay does not lengthen the card (VAL-06); a shorter one shortens it (VAL-05).
  'stay-changed': { card: null, certificates: null, application: null, rule: 'VAL-05' },
};
