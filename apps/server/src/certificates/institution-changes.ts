import type { RevocationReason } from '@mibun/pki';
import {
  type ActorKind,
  INSTITUTION_CERTIFICATE,
  type InstitutionCertificateEvent,
  type InstitutionCertificateTransition,
} from '@mibun/rules';
import { type Act, type Platform, step, systemActor, type Tx } from '../platform/index.ts';
import type { InstitutionCertificate } from './api.ts';
import type { Changes } from './changes.ts';
import { certificateErrors } from './errors.ts';
import { insertInstitution, updateInstitution } from './institution-store.ts';
import type { LedgerRow } from './ledger-store.ts';

/** What the system does by itself: making its own seals and responders, finishing and voiding intents. */
export const OWN_ACT: Act = { actor: systemActor('certificates'), purpose: 'administration' };

export interface InstitutionChanges {
  /** The row of a new intent, in the transaction that stores it. */
  request(tx: Tx, intent: LedgerRow, shard: number, act: Act): Promise<void>;
  apply(
    tx: Tx,
    row: InstitutionCertificate,
    event: InstitutionCertificateEvent,
    act: Act,
    reason?: RevocationReason,
  ): Promise<void>;
}

/** The only writer of the states of institutions' certificates. */
export function institutionChangesOn(platform: Platform, changes: Changes): InstitutionChanges {
  const { clock } = platform;

  function judge(
    from: InstitutionCertificate['state'] | null,
    event: InstitutionCertificateEvent,
    asks: ActorKind,
  ) {
    return step(INSTITUTION_CERTIFICATE, from, event, asks) as InstitutionCertificateTransition;
  }

  return {
    async request(tx, intent, shard, act) {
      const { to } = judge(null, 'request', act.actor.kind);
      const { authority, serial, generation, reference, notAfter } = intent;
      const kind = intent.kind as InstitutionCertificate['kind'];
      const status = { state: to, reason: null, revokedAt: null, changedAt: clock.now() };
      const row = { authority, serial, generation, kind, reference, ...status, notAfter, shard };
      await insertInstitution(tx, row);
      await changes.traceInstitution(tx, row, 'request', act, null, to);
    },

    async apply(tx, row, event, act, reason) {
      const asks = event === 'revoke' ? act.actor.kind : 'system';
      const { to, reasons } = judge(row.state, event, asks);
      if (reasons && !reasons.some((allowed) => allowed === reason)) {
        throw certificateErrors.REASON_FORBIDDEN({ privateDetail: `${row.kind} ${event} ${reason}` });
      }
      const at = clock.now();
      const revoked = to === 'REVOKED' ? { reason: reason ?? null, revokedAt: at } : {};
      await updateInstitution(tx, row, { state: to, changedAt: at, ...revoked });
      await changes.traceInstitution(tx, { ...row, ...revoked }, event, act, row.state, to);
    },
  };
}
