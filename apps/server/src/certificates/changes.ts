import type { RevocationReason } from '@mibun/pki';
import type { Bilingual } from '@mibun/rules';
import {
  type ActorKind,
  AUTHENTICATION_CERTIFICATE,
  type CertificateEvent,
  type CertificateState,
  type CertificateTransition,
  nextCertificateState,
  SIGNATURE_CERTIFICATE,
} from '@mibun/rules';
import { type Act, type AuditEntry, commonErrors, type Platform, type Tx } from '../platform/index.ts';
import type { CertificateChange, StatusChange } from './api.ts';
import { certificatesActs } from './audited-acts.ts';
import { certificateErrors } from './errors.ts';
import { type CertificateRow, recordChanges, updateState } from './store.ts';
import { countChanges } from './tally.ts';
import type { Telling } from './telling.ts';

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
  /** The traces of certificates that have just come to be, by a fixed number of statements. */
  recordRequests(
    tx: Tx,
    requests: readonly { readonly row: CertificateRow; readonly act: Act }[],
  ): Promise<void>;
}

/** What is written of every change: history, audit entry, sums, and the word to the listeners. */
interface Traced {
  readonly authority: CertificateChange['kind'];
  readonly generation: number;
  readonly kind: CertificateRow['kind'];
  readonly serial: string;
  readonly personId: string;
  readonly cardId: string;
  readonly event: CertificateEvent;
  readonly stateBefore: CertificateState | null;
  readonly stateAfter: CertificateState;
  readonly reason: RevocationReason | null;
  readonly at: Date;
  readonly shard: number;
  readonly since: Date | null;
  readonly wasListed: boolean;
  readonly act: Act;
}

/** The only writer of certificate states: it runs on the life-cycle tables of the rules. */
export function changesOn(platform: Platform, telling: Telling): Changes {
  const { audit, clock, sessions } = platform;

  async function trace(tx: Tx, all: readonly Traced[]): Promise<void> {
    if (all.length === 0) return;
    const told = all.map(
      ({ authority: kind, generation, serial, shard, stateAfter: state, reason, since, wasListed, at }) =>
        ({ kind, generation, serial, shard, state, reason, since, wasListed, at }) satisfies StatusChange,
    );
    await telling.subscribers(tx, told);
    await recordChanges(
      tx,
      all.map(({ kind, serial, at, event, stateBefore, stateAfter, reason, act: { actor } }) => {
        const actorIs = { actorKind: actor.kind, actorId: actor.id };
        return { kind, serial, at, event, stateBefore, stateAfter, reason, ...actorIs };
      }),
    );
    await countChanges(tx, all);
    await audit.recordAll(tx, all.map(auditEntryOf));
    for (const { authority: kind, generation, serial } of all) {
      telling.publish(tx, { kind, generation, serial });
    }
  }

  function ofResident(row: CertificateRow) {
    const { kind, generation, serial, personId, cardId, shard } = row;
    return { authority: kind, generation, kind, serial, personId, cardId, shard };
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
      await updateState(tx, row, { state: result.to, changedAt: at, ...status });
      // A log-in lives no longer than the certificate that it was made with, whichever way that ends.
      if (row.kind === 'authentication' && row.state === 'ACTIVE' && result.to !== 'ACTIVE') {
        await sessions.endOfCard(tx, row.cardId, row.personId);
      }
      const states = { stateBefore: row.state, stateAfter: result.to, reason: status.reason };
      const told = { since: status.unusableSince, wasListed: row.reason !== null };
      await trace(tx, [{ ...ofResident(row), event, ...states, ...told, at, act }]);
    },

    async recordRequests(tx, requests) {
      const all = requests.map(({ row, act }): Traced => {
        const states = { stateBefore: null, stateAfter: row.state, reason: row.reason };
        const told = { since: row.unusableSince, wasListed: false };
        return { ...ofResident(row), event: 'request', ...states, ...told, at: row.changedAt, act };
      });
      await trace(tx, all);
    },
  };
}

function auditEntryOf(traced: Traced): AuditEntry {
  const { act, kind, serial, event, stateBefore, stateAfter, reason, personId, cardId } = traced;
  return {
    ...act,
    action: certificatesActs[event],
    subject: personId,
    detail: {
      kind,
      serial,
      card: cardId,
      from: stateBefore,
      to: stateAfter,
      ...(reason && { reason }),
    },
  };
}

/** What a verifier is told in the new state, and since when. */
function statusAfter(
  row: CertificateRow,
  to: CertificateState,
  reason: RevocationReason | undefined,
  at: Date,
): Pick<CertificateRow, 'reason' | 'unusableSince'> {
  switch (to) {
    case 'ACTIVE':
    case 'VOID':
      return { reason: null, unusableSince: null };
    case 'PENDING':
    case 'HELD':
    case 'HELD_FINAL':
      return { reason: 'certificateHold', unusableSince: row.unusableSince ?? at };
    case 'REVOKED':
      // The day of the hold stays when a hold becomes final (X.509 §8.5.2.2).
      return { reason: reason ?? 'unspecified', unusableSince: row.unusableSince ?? at };
    case 'EXPIRED':
      // What was on hold to the end is told to have been so.
      return { reason: row.reason, unusableSince: row.unusableSince };
  }
}

function stateLabel({ kind, state }: CertificateRow): string {
  const states: Readonly<Record<string, Bilingual>> =
    kind === 'signature' ? SIGNATURE_CERTIFICATE.states : AUTHENTICATION_CERTIFICATE.states;
  const label = states[state];
  return label ? `${label.ja} / ${label.en}` : state;
}
