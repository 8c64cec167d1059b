import { REACTIVATION, type ReactivationEvent, type ReactivationState } from '@mibun/rules';
import type { Life } from '../../platform/index.ts';
import { counterActs } from '../audited-acts.ts';
import type { Parts } from '../context.ts';
import { tellHolder } from '../notify.ts';
import { type Reactivation, type ReactivationChanges, saveReactivation } from './store.ts';

export type ReactivationLife = Life<
  Reactivation,
  ReactivationState,
  ReactivationEvent,
  ReactivationChanges,
  undefined
>;

export function reactivationLife(parts: Parts): ReactivationLife {
  const { cards, certificates, platform, residents } = parts;
  return platform.lifecycles.machine<Reactivation, ReactivationState, ReactivationEvent, ReactivationChanges>(
    {
      table: REACTIVATION,
      acts: {
        open: counterActs['open-reactivation'],
        resume: counterActs['resume-reactivation'],
        'prove-chip': counterActs['prove-chip'],
        'write-signature': counterActs['write-signature'],
        complete: counterActs.reactivate,
        cancel: counterActs['cancel-reactivation'],
      },
      idOf: ({ id }) => id,
      audited: ({ id, cardId, personId, newSerial }) => ({
        subject: personId,
        detail: { reactivation: id, cardId, ...(newSerial && { newSignature: newSerial }) },
      }),
      save: (tx, found, state, changes, changedAt) =>
        saveReactivation(tx, found, { ...changes, state, changedAt }),
      effects: {
        'lift-suspension': async (tx, { thing, act }) => {
          await cards.lift(tx, thing.cardId, act);
        },
        // The old signature certificate ends for good (REV-01).
        'activate-signature-certificate': async (tx, { thing: { cardId, newSerial }, act }) => {
          if (newSerial === null) return;
          await certificates.activate(tx, 'signature', newSerial, act);
          for (const { kind, serial, state } of await certificates.ofCard(tx, cardId)) {
            const isOver = ['REVOKED', 'EXPIRED', 'VOID'].includes(state);
            if (kind !== 'signature' || serial === newSerial || isOver) continue;
            await certificates.supersede(tx, 'signature', serial, newSerial, act);
          }
        },
        'notify-all-channels': async (tx, { thing: { id, personId }, act, at }) => {
          const resident = await residents.read(tx, personId, act);
          await tellHolder(parts, tx, { kind: 'card-reactivated', resident, caseId: id, at }, act);
        },
      },
    },
  );
}
