import type { RevocationReason } from '@mibun/pki';
import {
  INSTITUTION_CERTIFICATE,
  type InstitutionCertificateEvent,
  type InstitutionCertificateState,
  type InstitutionCertificateTransition,
} from '@mibun/rules';
import { type Act, type LifeEvent, type Platform, systemActor, type Tx } from '../../platform/index.ts';
import type { InstitutionCertificate } from './api.ts';
import { certificatesActs } from './audited-acts.ts';
import { certificateErrors } from './errors.ts';
import { insertInstitution, updateInstitution } from './institution-store.ts';
import type { LedgerRow } from './ledger-store.ts';
import { countChanges } from './tally.ts';
import type { Telling } from './telling.ts';

/** What the system does by itself: making its own seals and responders, finishing and voiding intents. */
export const OWN_ACT: Act = { actor: systemActor('certificates'), purpose: 'administration' };

export interface InstitutionChanges {
  /** The row of a new intent, in the transaction that stores it. */
  request(tx: Tx, intent: LedgerRow, shard: number, act: Act): Promise<void>;
  /** On a row that is locked. */
  apply(
    tx: Tx,
    row: InstitutionCertificate,
    event: InstitutionCertificateEvent,
    act: Act,
    reason?: RevocationReason,
  ): Promise<void>;
  history(tx: Tx, serial: string): Promise<readonly LifeEvent[]>;
}

/** The only writer of the states of institutions' certificates. */
export function institutionChangesOn({ lifecycles }: Platform, telling: Telling): InstitutionChanges {
  const life = lifecycles.machine<
    InstitutionCertificate,
    InstitutionCertificateState,
    InstitutionCertificateEvent,
    Pick<InstitutionCertificate, 'reason'>
  >({
    table: INSTITUTION_CERTIFICATE,
    acts: certificatesActs,
    idOf: ({ serial }) => serial,
    audited: ({ authority, kind, serial, reference }) => ({
      detail: { authority, kind, serial, for: reference },
    }),
    save: (tx, row, state, { reason }, changedAt) =>
      updateInstitution(tx, row, { state, changedAt, ...(reason && { reason, revokedAt: changedAt }) }),
    effects: {
      async 'publish-status'(tx, { thing: { authority: kind, generation, serial } }) {
        telling.publish(tx, { kind, generation, serial });
      },
      'tell-subscribers': (tx, { thing, before, at }) => {
        const { authority: kind, generation, serial, shard, state, reason, revokedAt: since } = thing;
        const wasListed = before?.state === 'REVOKED';
        return telling.subscribers(tx, [
          { kind, generation, serial, shard, state, reason, since, wasListed, at },
        ]);
      },
    },
  });

  /** No effect of a row: every step is counted. */
  function count(
    tx: Tx,
    event: InstitutionCertificateEvent,
    { authority, generation, kind, state: stateAfter, changedAt: at }: InstitutionCertificate,
    stateBefore: InstitutionCertificateState | null,
  ): Promise<void> {
    return countChanges(tx, [{ authority, generation, kind, event, stateBefore, stateAfter, at }]);
  }

  return {
    async request(tx, intent, shard, act) {
      const { authority, serial, generation, reference, notAfter } = intent;
      const kind = intent.kind as InstitutionCertificate['kind'];
      const row = await life.begin(tx, 'request', act, (state, changedAt) =>
        insertInstitution(tx, {
          authority,
          serial,
          generation,
          kind,
          reference,
          state,
          reason: null,
          revokedAt: null,
          changedAt,
          notAfter,
          shard,
        }),
      );
      await count(tx, 'request', row, null);
    },

    async apply(tx, row, event, act, reason) {
      // What follows from a signature, or from none, is the system's; the person behind it is on record.
      const asks = event === 'revoke' ? act.actor.kind : 'system';
      const { reasons }: InstitutionCertificateTransition = life.judge(row.state, event, asks);
      if (reasons && !reasons.some((allowed) => allowed === reason)) {
        throw certificateErrors.REASON_FORBIDDEN({ privateDetail: `${row.kind} ${event} ${reason}` });
      }
      const given = reasons && reason ? { changes: { reason }, detail: { reason } } : {};
      const moved = await life.move(tx, row, event, act, { asks, ...given });
      await count(tx, event, moved, row.state);
    },

    history: life.history,
  };
}
