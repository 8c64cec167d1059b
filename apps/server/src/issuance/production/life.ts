import { MAKING, type MakingEvent, type MakingState } from '@mibun/rules';
import type { Life, Platform } from '../../platform/index.ts';
import type { Cards } from '../cards/index.ts';
import { makingActs } from './audited-acts.ts';
import { SHRED_JOB } from './context.ts';
import { insertIncident, saveMaking } from './store.ts';
import type { IncidentKind, Making, MakingChanges } from './tables.ts';

/** Why a card must not leave. */
export interface MakingGiven {
  readonly kind: IncidentKind;
  readonly gates: readonly string[];
}

export type MakingLife = Life<Making, MakingState, MakingEvent, MakingChanges, MakingGiven | undefined>;

/**
 * The second of the two-person record when the line itself rejects a card (PRD-03): the gate that failed it. It is
 * named as what it is, so that an auditor never takes it for a member of staff.
 */
export const PRODUCTION_LINE = 'production-line';

/** What the person is told by the steps of the application is not told once more by those of the card. */
const OWN_NEWS: readonly MakingState[] = ['FAILED', 'DISCARDED'];

export function makingLife(platform: Platform, { cards }: { readonly cards: Cards }): MakingLife {
  const { jobs, random } = platform;
  return platform.lifecycles.machine<
    Making,
    MakingState,
    MakingEvent,
    MakingChanges,
    MakingGiven | undefined
  >({
    table: MAKING,
    acts: makingActs,
    idOf: ({ makingId }) => makingId,
    audited: ({ makingId, batchId, chipSerial, personId, state }) => ({
      subject: OWN_NEWS.includes(state) ? personId : null,
      detail: { makingId, batchId, chipSerial },
    }),
    save: saveMaking,
    effects: {
      async 'destroy-card-record'(tx, { thing: { cardId }, act }) {
        if (cardId === null) return;
        const { state } = await cards.get(tx, cardId);
        if (state === 'PRODUCED') await cards.destroy(tx, cardId, PRODUCTION_LINE, act);
      },
      async 'open-incident'(tx, { thing: { makingId }, given, at }) {
        if (!given) throw new Error(`nobody said why ${makingId} must not leave`);
        const { kind, gates } = given;
        const incidentId = random.id('incident');
        await insertIncident(tx, { incidentId, makingId, kind, gates: gates.join(','), at });
      },
      'shred-chip': (tx, { thing: { chipSerial } }) => jobs.send(tx, SHRED_JOB, { chipSerial }),
    },
  });
}
