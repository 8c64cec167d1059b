import type { RevocationReason } from '@mibun/pki';
import {
  type ActorKind,
  AUTHENTICATION_CERTIFICATE,
  type CertificateEvent,
  type CertificateState,
  type CertificateTransition,
  nextCertificateState,
  SIGNATURE_CERTIFICATE,
} from '@mibun/rules';
import { type Act, afterCommit, commonErrors, type Platform, type Tx } from '../platform/index.ts';
import type { CertificateKind } from './api.ts';
import { certificateErrors } from './errors.ts';
import { type CertificateRow, recordChange, updateState } from './store.ts';

export interface Change {
  readonly event: CertificateEvent;
  readonly reason?: RevocationReason;
  readonly act: Act;
  /**
   * Who is asked for in the table of domain.md §10.3. `system` where the change is the effect of an act on the card,
   * which the card's own table has already allowed; the person behind it is in `act` and on record.
   */
  readonly asks: ActorKind;
}

export interface Changes {
  /** Moves one certificate on, with its trace and its history, and tells the listeners once that is committed. */
  apply(tx: Tx, row: CertificateRow, change: Change): Promise<void>;
  /** The trace of a certificate that has just come to be. */
  recordRequest(tx: Tx, row: CertificateRow, act: Act): Promise<void>;
  onChange(listener: (change: { readonly kind: CertificateKind; readonly serial: string }) => void): void;
}

/** The only writer of certificate states: it runs on the life-cycle tables of the rules. */
export function changesOn(platform: Platform): Changes {
  const { audit, clock } = platform;
  const listeners: Parameters<Changes['onChange']>[0][] = [];

  async function trace(
    tx: Tx,
    row: CertificateRow,
    event: CertificateEvent,
    act: Act,
    result: {
      before: CertificateState | null;
      after: CertificateState;
      reason: RevocationReason | null;
      at: Date;
    },
  ): Promise<void> {
    const { kind, serial } = row;
    await recordChange(tx, {
      kind,
      serial,
      at: result.at,
      event,
      state_before: result.before,
      state_after: result.after,
      reason: result.reason,
      actor_kind: act.actor.kind,
      actor_id: act.actor.id,
    });
    await audit.record(tx, {
      ...act,
      action: `certificates.${event}`,
      subject: row.person_id,
      detail: {
        kind,
        serial,
        card: row.card_id,
        from: result.before,
        to: result.after,
        ...(result.reason && { reason: result.reason }),
      },
    });
    afterCommit(tx, () => {
      for (const listener of listeners) listener({ kind, serial });
    });
  }

  return {
    async apply(tx, row, { event, reason, act, asks }) {
      const result = nextCertificateState(row.kind, row.state, event, asks);
      if (!result.ok) {
        if (result.refusal === 'actor') throw commonErrors.NOT_ALLOWED({ privateDetail: result.en });
        throw commonErrors.STATE_FORBIDS({ params: { state: stateLabel(row) }, privateDetail: result.en });
      }
      const { reasons } = result.transition as CertificateTransition<CertificateState>;
      if (result.to === 'REVOKED' && !reasons?.some((allowed) => allowed === reason)) {
        throw certificateErrors.REASON_FORBIDDEN({ privateDetail: `${row.state} ${event} ${reason}` });
      }
      const at = clock.now();
      const status = statusAfter(row, result.to, reason, at);
      await updateState(tx, row, { state: result.to, changed_at: at, ...status });
      await trace(tx, row, event, act, { before: row.state, after: result.to, reason: status.reason, at });
    },

    async recordRequest(tx, row, act) {
      await trace(tx, row, 'request', act, {
        before: null,
        after: row.state,
        reason: row.reason,
        at: row.changed_at,
      });
    },

    onChange(listener) {
      listeners.push(listener);
    },
  };
}

/** What a verifier is told in the new state, and since when. */
function statusAfter(
  row: CertificateRow,
  to: CertificateState,
  reason: RevocationReason | undefined,
  at: Date,
): Pick<CertificateRow, 'reason' | 'unusable_since'> {
  switch (to) {
    case 'ACTIVE':
    case 'VOID':
      return { reason: null, unusable_since: null };
    case 'PENDING':
    case 'HELD':
    case 'HELD_FINAL':
      return { reason: 'certificateHold', unusable_since: row.unusable_since ?? at };
    case 'REVOKED':
      // The day of the hold stays when a hold becomes final (X.509 §8.5.2.2).
      return { reason: reason ?? 'unspecified', unusable_since: row.unusable_since ?? at };
    case 'EXPIRED':
      // What was on hold to the end is told to have been so.
      return { reason: row.reason, unusable_since: row.unusable_since };
  }
}

function stateLabel({ kind, state }: CertificateRow): string {
  const states: Readonly<Record<string, { readonly ja: string; readonly en: string }>> =
    kind === 'signature' ? SIGNATURE_CERTIFICATE.states : AUTHENTICATION_CERTIFICATE.states;
  const label = states[state];
  return label ? `${label.ja} / ${label.en}` : state;
}
