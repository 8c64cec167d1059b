import {
  CARD,
  jstDate,
  mayHold,
  REACTIVATION,
  type ReactivationEvent,
  type ReactivationState,
} from '@mibun/rules';
import type { Card } from '../../../issuance/cards/index.ts';
import type { Act, Effect, Tx } from '../../../platform/index.ts';
import { rowOf, WHY } from '../acts.ts';
import { cardFor, type Parts, sameVersion } from '../context.ts';
import { establishIdentity } from '../identity.ts';
import type { Admitted, EventOf, Procedure, VisitEvent, VisitOf } from '../visit/procedure.ts';
import { reactivationActs as acts } from './acts.ts';
import { reactivationErrors } from './errors.ts';
import type { ReactivationMore, ReactivationRequest } from './schemas.ts';
import { reactivate } from './script.ts';

export interface Reactivation {
  readonly state: ReactivationState;
  readonly event: Exclude<ReactivationEvent, VisitEvent>;
  readonly facts: {
    readonly wantsSignature: boolean;
    /** Whether there is a held certificate for identification; a visit of an earlier version did not say. */
    readonly identification?: boolean;
    /** Of the signature certificate that was issued anew, once the chip has it. */
    readonly newSerial: string | null;
  };
  readonly request: ReactivationRequest;
  readonly more: ReactivationMore;
}

/** Found while only suspended: in person, with the card and another document, never by phone (LOS-07). */
export function reactivation(parts: Parts): Procedure<Reactivation> {
  return {
    table: REACTIVATION,
    confirmed: 'COMPLETED',
    acts: {
      open: acts['open-reactivation'],
      resume: acts['resume-reactivation'],
      'prove-chip': acts['prove-chip'],
      'write-signature': acts['write-signature'],
      complete: acts.reactivate,
      cancel: acts['cancel-reactivation'],
    },
    effects: effectsOn(parts),
    action: 'lift-suspension',
    purpose: 'reactivation',
    card: (tx, { cardId }, act) =>
      cardFor(parts, tx, cardId, act, { action: 'lift-suspension', wanted: 'do' }),
    alreadyOpen: reactivationErrors.REACTIVATION_ALREADY_OPEN,
    admit: (tx, request, card, act) => admit(parts, tx, request, card, act),
    script: (run) => reactivate(parts, run),
    steps: ({ wantsSignature }) =>
      wantsSignature
        ? ['open', 'prove-chip', 'write-signature', 'complete']
        : ['open', 'prove-chip', 'complete'],
    more: ({ facts: { wantsSignature, identification = true, newSerial } }) => ({
      wantsSignature,
      identificationWorks: identification,
      newSignatureSerial: newSerial,
    }),
    offers: {
      begin: {
        act: 'reactivate',
        label: { ja: '一時停止を解除する', en: 'Reactivate the card' },
        when({ viewer, now }, { state, version, municipality, expiry }) {
          const row = rowOf(CARD, state, 'lift', viewer);
          if (!row) return undefined;
          const elsewhere = municipality !== viewer.office;
          const why = elsewhere ? WHY.otherOffice : jstDate(now) > expiry ? WHY.expired : undefined;
          return { rule: row.rule, version, why };
        },
      },
      goOn: [
        {
          event: 'resume',
          act: 'resume-reactivation',
          label: { ja: '一時停止の解除を続ける', en: 'Continue the reactivation' },
        },
      ],
    },
  };
}

async function admit(
  { cards, certificates, platform, residents }: Parts,
  tx: Tx,
  request: ReactivationRequest,
  card: Card,
  act: Act,
): Promise<Admitted<Reactivation>> {
  const { documents, faceMatches, version, wantsSignature } = request;
  sameVersion(card, version);
  cards.judge(card, 'lift', act.actor);
  const today = jstDate(platform.clock.now());
  if (today > card.expiry) throw reactivationErrors.REACTIVATION_CARD_EXPIRED();
  establishIdentity({ documents, faceMatches, besidesCard: true });
  const { birthDate } = await residents.read(tx, card.personId, act);
  const signature = mayHold('signature', { birthDate, on: today, ward: false });
  const issued = await certificates.ofCard(tx, card.cardId);
  const identification = issued.some(
    ({ kind, state, notAfter }) =>
      kind === 'authentication' && state === 'HELD' && notAfter > platform.clock.now(),
  );
  return {
    facts: { wantsSignature: wantsSignature && signature.ok, identification, newSerial: null },
    detail: { documents, faceMatches },
  };
}

function effectsOn(
  parts: Parts,
): Readonly<Record<string, Effect<VisitOf<Reactivation>, EventOf<Reactivation>, undefined>>> {
  const { cards, certificates } = parts;
  return {
    'lift-suspension': async (tx, { thing, act }) => {
      await cards.lift(tx, thing.cardId, act);
    },
    // The old signature certificate ends for good (REV-01).
    'activate-signature-certificate': async (tx, { thing: { cardId, facts }, act }) => {
      const { newSerial } = facts;
      if (newSerial === null) return;
      await certificates.activate(tx, 'signature', newSerial, act);
      for (const { kind, serial, state } of await certificates.ofCard(tx, cardId)) {
        const isOver = ['REVOKED', 'EXPIRED', 'VOID'].includes(state);
        if (kind !== 'signature' || serial === newSerial || isOver) continue;
        await certificates.supersede(tx, 'signature', serial, newSerial, act);
      }
    },
  };
}
