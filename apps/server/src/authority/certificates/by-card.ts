import type { RevocationReason } from '@mibun/pki';
import { type Act, commonErrors, type Platform, type Tx } from '../../platform/index.ts';
import type { AuthorityKind, CertificateKind } from './api.ts';
import type { Changes } from './changes.ts';
import type { InstitutionChanges } from './institution-changes.ts';
import { lockInstitution } from './institution-store.ts';
import {
  type CertificateRow,
  findIssued,
  linkSuccessor,
  lockCertificate,
  lockDue,
  lockOpen,
} from './store.ts';

const EXPIRE_AT_ONCE = 500;

/**
 * Revocation is by person and by card first, by certificate second: one act takes down everything of the lost card, at
 * once and in one transaction (pki.md §4).
 */
export function actsByCard(platform: Platform, changes: Changes, institutions: InstitutionChanges) {
  async function activateRow(tx: Tx, row: CertificateRow, act: Act): Promise<void> {
    // An intent without signature is on hold like the rest, but there is no certificate to activate.
    if (row.state === 'PENDING' && !(await findIssued(tx, row.kind, row.serial))) {
      throw commonErrors.NOT_FOUND({ privateDetail: `${row.kind} ${row.serial} is not signed yet` });
    }
    await changes.apply(tx, row, { event: 'activate', act, asks: 'system' });
  }

  /** Ends those of a person's certificates that the cause ends, and answers how many. */
  async function endRows(
    tx: Tx,
    rows: readonly CertificateRow[],
    reason: RevocationReason,
    act: Act,
  ): Promise<number> {
    const ends = rows.flatMap((row) => {
      const ending = endingOf(row, reason);
      return ending ? [{ row, ending }] : [];
    });
    const together = { rows: ends.map(({ row }) => row), reason };
    // A CA operator acts on no card whose own table would have allowed it and would tell the holder.
    const asks = act.actor.kind === 'ca-operator' ? 'ca-operator' : 'system';
    for (const { row, ending } of ends) await changes.apply(tx, row, { ...ending, act, asks, together });
    return ends.length;
  }

  return {
    async activate(tx: Tx, kind: CertificateKind, serial: string, act: Act): Promise<void> {
      await activateRow(tx, await existing(tx, kind, serial), act);
    },

    async activateOfCard(tx: Tx, cardId: string, act: Act): Promise<void> {
      for (const row of await lockOpen(tx, { cardId })) {
        if (row.state === 'PENDING') await activateRow(tx, row, act);
      }
    },

    async suspendOfCard(tx: Tx, cardId: string, act: Act): Promise<void> {
      for (const row of await lockOpen(tx, { cardId })) {
        // PENDING is on hold already.
        if (row.state === 'ACTIVE') await changes.apply(tx, row, { event: 'hold', act, asks: 'system' });
      }
    },

    async liftOfCard(tx: Tx, cardId: string, act: Act): Promise<void> {
      for (const row of await lockOpen(tx, { cardId })) {
        // Asked in the person's own name: only a clerk with the card in hand ever lifts a hold (LOS-07).
        if (row.state === 'HELD') await changes.apply(tx, row, { event: 'lift', act, asks: act.actor.kind });
      }
    },

    async endOfCardExpiry(tx: Tx, cardId: string, act: Act): Promise<void> {
      const now = platform.clock.now();
      for (const row of await lockOpen(tx, { cardId })) {
        if (row.notAfter > now) await endRows(tx, [row], 'cessationOfOperation', act);
        else if (row.state !== 'PENDING') {
          await changes.apply(tx, row, { event: 'expire', act, asks: 'timer' });
        }
      }
    },

    async revokeOfCard(tx: Tx, cardId: string, reason: RevocationReason, act: Act): Promise<void> {
      await endRows(tx, await lockOpen(tx, { cardId }), reason, act);
    },

    async revokeOfPerson(tx: Tx, personId: string, reason: RevocationReason, act: Act): Promise<number> {
      return endRows(tx, await lockOpen(tx, { personId }), reason, act);
    },

    async revoke(
      tx: Tx,
      kind: AuthorityKind,
      serial: string,
      reason: RevocationReason,
      act: Act,
    ): Promise<void> {
      const institution = await lockInstitution(tx, kind, serial);
      if (institution && institution.state !== 'VOID') {
        await institutions.apply(tx, institution, 'revoke', act, reason);
        return;
      }
      if (kind === 'institution') throw commonErrors.NOT_FOUND({ privateDetail: `${kind} ${serial}` });
      const row = await existing(tx, kind, serial);
      // Nobody stands before it: here the person is asked for in the table, not the card.
      await changes.apply(tx, row, { event: 'revoke', reason, act, asks: act.actor.kind });
    },

    async supersede(
      tx: Tx,
      kind: CertificateKind,
      oldSerial: string,
      newSerial: string,
      act: Act,
    ): Promise<void> {
      const old = await existing(tx, kind, oldSerial);
      const successor = await existing(tx, kind, newSerial);
      if (old.cardId !== successor.cardId || old.serial === successor.serial) {
        throw commonErrors.NOT_FOUND({ privateDetail: `${newSerial} is no successor of ${oldSerial}` });
      }
      await linkSuccessor(tx, old, newSerial);
      await endRows(tx, [old], 'superseded', act);
    },

    async expireDue(until?: Date): Promise<number> {
      const { clock, database } = platform;
      const act: Act = { actor: { kind: 'timer', id: 'timer', name: 'Mibun' }, purpose: 'administration' };
      for (let total = 0; ; ) {
        const expired = await database.transaction(async (tx) => {
          const rows = await lockDue(tx, until ?? clock.now(), EXPIRE_AT_ONCE);
          for (const row of rows) await changes.apply(tx, row, { event: 'expire', act, asks: 'timer' });
          return rows.length;
        });
        total += expired;
        if (expired < EXPIRE_AT_ONCE) return total;
      }
    },
  };
}

async function existing(tx: Tx, kind: CertificateKind, serial: string): Promise<CertificateRow> {
  const row = await lockCertificate(tx, kind, serial);
  if (!row || row.state === 'VOID') throw commonErrors.NOT_FOUND({ privateDetail: `${kind} ${serial}` });
  return row;
}

/**
 * How a cause ends a certificate in its state (domain.md §6.6, §10.3); undefined: the cause leaves it as it is.
 */
function endingOf(
  row: CertificateRow,
  reason: RevocationReason,
): { readonly event: 'revoke' | 'supersede'; readonly reason: RevocationReason } | undefined {
  // Attributes stand in the signature certificate alone; a final hold on it needs no second reason.
  if (reason === 'affiliationChanged' && (row.kind === 'authentication' || row.state === 'HELD_FINAL')) {
    return undefined;
  }
  switch (row.state) {
    case 'PENDING':
      return { event: 'revoke', reason: reason === 'cACompromise' ? reason : 'unspecified' };
    case 'ACTIVE':
      return reason === 'superseded' ? { event: 'supersede', reason } : { event: 'revoke', reason };
    case 'HELD':
    case 'HELD_FINAL':
      return { event: 'revoke', reason: reason === 'superseded' ? 'cessationOfOperation' : reason };
    default:
      return undefined;
  }
}
