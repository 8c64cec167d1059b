import {
  APPLICATION,
  CREDENTIALS,
  type CredentialKind,
  HANDOVER,
  type HandoverEvent,
  type HandoverState,
  jstDate,
  type PlainDate,
  stillValidForHandOver,
} from '@mibun/rules';
import type { z } from 'zod';
import { type Actor, commonErrors } from '../../../platform/index.ts';
import { rowOf, type Situation, WHY } from '../acts.ts';
import type { Parts } from '../context.ts';
import type { Procedure, VisitEvent, VisitOf } from '../visit/procedure.ts';
import { handoverActs as acts } from './acts.ts';
import { admit, applicationToHandOver } from './admit.ts';
import { effectsOn } from './effects.ts';
import { handoverErrors } from './errors.ts';
import { isChipActive } from './read-back.ts';
import type { HandoverMore, handoverRequest } from './schemas.ts';
import { handOver } from './script.ts';

export interface Handover {
  readonly state: HandoverState;
  readonly event: Exclude<HandoverEvent, VisitEvent>;
  readonly facts: {
    /** A legal representative sets the PINs (AGE-01). */
    readonly byRepresentative: boolean;
    /** The secrets that the holder chooses. */
    readonly credentials: readonly CredentialKind[];
  };
  readonly request: z.output<typeof handoverRequest>;
  readonly more: HandoverMore;
}

/** The two-phase commit between chip and server by which a card gets to its holder (domain.md §10.2, INC-05). */
export function handover(parts: Parts): Procedure<Handover> {
  return {
    table: HANDOVER,
    confirmed: 'CONFIRMED',
    acts: {
      open: acts['open-hand-over'],
      resume: acts['resume-hand-over'],
      approve: acts['approve-hand-over'],
      'prepare-chip': acts['prepare-chip'],
      'set-pins': acts['set-pins'],
      'write-chip': acts['write-chip'],
      confirm: acts['confirm-hand-over'],
      complete: acts['complete-hand-over'],
      cancel: acts['cancel-hand-over'],
    },
    effects: effectsOn(parts),
    notYet: ['approve'],
    action: 'hand-over',
    purpose: 'hand-over',
    caseOf: ({ application }) => application,
    async card(tx, { application }, act) {
      const { cardId } = await applicationToHandOver(parts, tx, application, act);
      if (!cardId) throw commonErrors.STATE_FORBIDS({ params: { state: 'no card' } });
      return parts.cards.get(tx, cardId);
    },
    alreadyOpen: handoverErrors.HANDOVER_ALREADY_OPEN,
    admit: (tx, request, card, act) => admit(parts, tx, request, card, act),
    async admitAgain(tx, { caseId }, act) {
      await applicationToHandOver(parts, tx, caseId, act);
    },
    script: (run) => handOver(parts, run),
    mayCancel: (visit, actor) => mayCancel(parts, visit, actor),
    steps: () => ['open', 'prepare-chip', 'set-pins', 'write-chip', 'confirm', 'complete'],
    more: ({ caseId, facts }, may) => ({
      application: caseId,
      credentials: facts.credentials.map((kind) => ({ kind, label: CREDENTIALS[kind] })),
      mayComplete: may('complete'),
    }),
    offers: {
      begin: {
        act: 'hand-over',
        label: { ja: '交付を始める', en: 'Begin the hand-over' },
        when: (situation, { application, expiry }) => beginning(situation, application, expiry),
      },
      goOn: [
        {
          event: 'complete',
          act: 'complete-hand-over',
          label: { ja: 'カードを渡して終える', en: 'Give the card and finish' },
        },
        {
          event: 'resume',
          act: 'resume-hand-over',
          label: { ja: '交付を続ける', en: 'Continue the hand-over' },
        },
      ],
    },
  };
}

/**
 * Before the PINs are set the chip cannot be in operation; afterwards it is read back first, and one that cannot be read
 * is for a supervisor to decide (INC-05).
 */
async function mayCancel(parts: Parts, visit: VisitOf<Handover>, actor: Actor): Promise<void> {
  if (visit.state !== 'PINS_SET' && visit.state !== 'CHIP_WRITTEN') return;
  const active = await isChipActive(parts, visit);
  if (active) throw handoverErrors.HANDOVER_CHIP_ACTIVE();
  if (active === undefined && actor.kind !== 'supervisor') throw handoverErrors.HANDOVER_CHIP_UNREADABLE();
}

function beginning({ viewer, now, applications }: Situation, id: string, expiry: PlainDate) {
  const application = applications.find((one) => one.id === id);
  if (!application) return undefined;
  const row = rowOf(APPLICATION, application.state, 'hand-over', viewer);
  if (!row || !rowOf(HANDOVER, null, 'open', viewer)) return undefined;
  const valid = stillValidForHandOver(jstDate(now), expiry);
  const isParty = [...application.screeners, ...application.openedBy].includes(viewer.id);
  const why = isParty ? WHY.screener : valid.ok ? undefined : valid;
  return { rule: row.rule, version: application.version, why };
}
