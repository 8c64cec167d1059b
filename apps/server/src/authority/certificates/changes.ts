import type { RevocationReason } from '@mibun/pki';
import {
  type ActorKind,
  AUTHENTICATION_CERTIFICATE,
  type CertificateEvent,
  type CertificateLifecycle,
  type CertificateState,
  type CertificateTransition,
  SIGNATURE_CERTIFICATE,
} from '@mibun/rules';
import type { Act, Life, LifeEvent, Platform, Tx } from '../../platform/index.ts';
import type { CertificateKind, Certificates, StatusChange } from './api.ts';
import { certificatesActs } from './audited-acts.ts';
import { certificateErrors } from './errors.ts';
import { type CertificateRow, insertCertificates, updateState } from './store.ts';
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
  /** All certificates of the person that end by the same act, this one among them; without it, it is the only one. */
  readonly together?: Together;
}

interface Together {
  readonly rows: readonly CertificateRow[];
  /** The one that the act gave. */
  readonly reason: RevocationReason;
}

export interface Changes {
  /** In which state a certificate comes to be. @throws Refusal NOT_ALLOWED for somebody who may not ask for one */
  beginning(kind: CertificateKind, asks: ActorKind): CertificateState;
  /** Certificates that come to be, with all that goes with it, by a fixed number of statements however many they are. */
  begin(tx: Tx, born: readonly { readonly row: CertificateRow; readonly act: Act }[]): Promise<void>;
  /** Moves one certificate on, whose row is locked. */
  apply(tx: Tx, row: CertificateRow, change: Change): Promise<void>;
  history(tx: Tx, kind: CertificateKind, serial: string): Promise<readonly LifeEvent[]>;
  /** How a holder is told of what a CA operator has ended: once for each act. */
  tellHolder(how: Parameters<Certificates['carryOut']>[1]): void;
}

type CertificateLife = Life<
  CertificateRow,
  CertificateState,
  CertificateEvent,
  Pick<CertificateRow, 'reason'>,
  Together | undefined
>;

/** The only writer of the states of residents' certificates. */
export function changesOn({ lifecycles, sessions }: Platform, telling: Telling): Changes {
  function lifeBy(
    table: CertificateLifecycle<CertificateState>,
    notYet: readonly CertificateEvent[],
  ): CertificateLife {
    return lifecycles.machine<
      CertificateRow,
      CertificateState,
      CertificateEvent,
      Pick<CertificateRow, 'reason'>,
      Together | undefined
    >({
      table,
      acts: certificatesActs,
      idOf: ({ serial }) => serial,
      audited: ({ kind, serial, personId, cardId, reason }) => ({
        subject: personId,
        detail: { kind, serial, card: cardId, ...(reason && { reason }) },
      }),
      save: (tx, row, state, { reason = null }, changedAt) => {
        // The day of a hold stays when it becomes final (X.509 §8.5.2.2).
        const unusableSince = reason === null ? null : (row.unusableSince ?? changedAt);
        return updateState(tx, row, { state, reason, unusableSince, changedAt });
      },
      effects: {
        async 'publish-status'(tx, { thing: { kind, generation, serial } }) {
          telling.publish(tx, { kind, generation, serial });
        },
        'tell-subscribers': (tx, { thing, before, at }) =>
          telling.subscribers(tx, [statusOf(thing, before, at)]),
      },
      notYet,
    });
  }

  // A row has one of the states of its kind, because nobody but these two machines writes it.
  const lives: Readonly<Record<CertificateKind, CertificateLife>> = {
    // Nothing ever lifts the hold (REV-01); the visit that lifts the card's suspension offers a new certificate.
    signature: lifeBy(SIGNATURE_CERTIFICATE as CertificateLifecycle<CertificateState>, ['lift']),
    authentication: lifeBy(AUTHENTICATION_CERTIFICATE as CertificateLifecycle<CertificateState>, []),
  };
  // A log-in lives no longer than the certificate that it was made with, whichever way that ends.
  lives.authentication.carryOut('end-sessions', (tx, { thing: { cardId, personId } }) =>
    sessions.endOfCard(tx, cardId, personId),
  );

  return {
    beginning: (kind, asks) => lives[kind].judge(null, 'request', asks).to,

    async begin(tx, born) {
      const rows = born.map(({ row }) => row);
      await insertCertificates(tx, rows);
      for (const kind of ['signature', 'authentication'] as const) {
        const ofKind = born.filter(({ row }) => row.kind === kind);
        await lives[kind].beginAll(
          tx,
          'request',
          ofKind.map(({ row: thing, act }) => ({ thing, act })),
        );
      }
      // By the lot: an effect of each row would be a statement for each of some hundred.
      const told = rows.map((row) => statusOf(row, null, row.changedAt));
      if (told.length > 0) await telling.subscribers(tx, told);
      await countChanges(
        tx,
        rows.map((row) => countedOf(row, null, 'request')),
      );
    },

    async apply(tx, row, { event, reason, act, asks, together }) {
      const life = lives[row.kind];
      const { to, reasons }: CertificateTransition<CertificateState> = life.judge(row.state, event, asks);
      if (to === 'REVOKED' && !reasons?.some((allowed) => allowed === reason)) {
        throw certificateErrors.REASON_FORBIDDEN({ privateDetail: `${row.state} ${event} ${reason}` });
      }
      const told = reasonAfter(row, to, reason);
      const moved = await life.move(tx, row, event, act, {
        asks,
        changes: { reason: told },
        given: together,
        ...(told && { detail: { reason: told } }),
      });
      // No effect of a row: every step is counted.
      await countChanges(tx, [countedOf(moved, row, event)]);
    },

    history: (tx, kind, serial) => lives[kind].history(tx, serial),

    tellHolder(how) {
      for (const life of Object.values(lives)) {
        life.carryOut('notify-revoked', async (tx, { thing, given, act, at }) => {
          const { rows, reason } = given ?? { rows: [thing], reason: thing.reason ?? 'unspecified' };
          const last = rows.at(-1);
          // What goes at once is told at once, when all of it is gone.
          if (last?.kind !== thing.kind || last.serial !== thing.serial) return;
          const certificates = rows.map(({ kind, serial, cardId }) => ({ kind, serial, cardId }));
          await how(tx, { personId: thing.personId, certificates, reason, at, act });
        });
      }
    },
  };
}

/** What a verifier is told as the reason in the new state. */
function reasonAfter(
  row: CertificateRow,
  to: CertificateState,
  reason: RevocationReason | undefined,
): RevocationReason | null {
  switch (to) {
    case 'ACTIVE':
    case 'VOID':
      return null;
    case 'PENDING':
    case 'HELD':
    case 'HELD_FINAL':
      return 'certificateHold';
    case 'REVOKED':
      return reason ?? 'unspecified';
    case 'EXPIRED':
      // What was on hold to the end is told to have been so.
      return row.reason;
  }
}

function statusOf(row: CertificateRow, before: CertificateRow | null, at: Date): StatusChange {
  const { kind, generation, serial, shard, state, reason, unusableSince: since } = row;
  const wasListed = before !== null && before.reason !== null;
  return { kind, generation, serial, shard, state, reason, since, wasListed, at };
}

function countedOf(row: CertificateRow, before: CertificateRow | null, event: CertificateEvent) {
  const { kind, generation, state: stateAfter, changedAt: at } = row;
  const stateBefore = before?.state ?? null;
  return { authority: kind, generation, kind, event, stateBefore, stateAfter, at };
}
