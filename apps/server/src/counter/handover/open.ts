import { APPLICATION, CARD, type CredentialKind, jstDate, stillValidForHandOver } from '@mibun/rules';
import type { z } from 'zod';
import type { Application } from '../../applications/index.ts';
import type { Card } from '../../cards/index.ts';
import { type Act, type Actor, commonErrors, step, type Tx } from '../../platform/index.ts';
import { actOf, type Context, caseFor, sameVersion } from '../context.ts';
import { counterErrors } from '../errors.ts';
import { establishIdentity, matchPresented, representedBy } from '../identity.ts';
import type { HandoverOpened, handoverRequest } from '../schemas.ts';
import { findSetUp } from '../set-up/store.ts';
import { connectHandover } from './connect.ts';
import { type Handover, insertHandover, unfinishedHandovers } from './store.ts';

type Request = z.output<typeof handoverRequest>;

/**
 * Opens the visit: everything about the person is settled here, before a reader touches the chip. With the hand-over
 * the intent is written (the card is ACTIVATING), so that a crash at any later point leaves something to resume.
 */
export async function openHandover(
  context: Context,
  request: Request,
  actor: Actor,
): Promise<HandoverOpened> {
  const handover = await context.platform.database.transaction(async (tx) => {
    const act = actOf(actor, 'hand-over', request.application);
    const application = await applicationToHandOver(context, tx, request.application, act);
    const card = await handableCard(context, tx, application, request.version, actor);
    const resident = await context.residents.read(tx, application.personId, act);
    if (!request.noticePresented) throw counterErrors.HANDOVER_NOTICE_MISSING();
    establishIdentity(request);
    matchPresented(request.presented, resident, request.variantAccepted);
    const byRepresentative = await representedBy(context, tx, resident, request.representative, act);
    const setUp = await findSetUp(tx, card.cardId);
    if (setUp?.state !== 'done' || setUp.registryVersion !== resident.version) {
      throw counterErrors.HANDOVER_SET_UP_STALE();
    }
    await settleOldCard(context, tx, application.personId, request.oldCard);
    // First what only one clerk can write, so that the other one is told that, and not that a card has changed.
    return record(context, tx, { application, card, byRepresentative, request, act });
  });
  const relay = connectHandover(context, handover);
  return { handoverId: handover.id, version: handover.version, relay };
}

/** READY, at the office, not expired, and not being handed over by somebody else. */
async function handableCard(
  { cards, handovers, platform }: Context,
  tx: Tx,
  application: Application,
  version: number,
  actor: Actor,
): Promise<Card> {
  handovers.judge(null, 'open', actor.kind);
  if (!application.cardId) throw commonErrors.STATE_FORBIDS({ params: { state: 'no card' } });
  if ((await unfinishedHandovers(tx, { cardIds: [application.cardId] })).length > 0) {
    throw counterErrors.HANDOVER_ALREADY_OPEN();
  }
  sameVersion(application, version);
  step(APPLICATION, application.state, 'hand-over', actor.kind);
  const card = await cards.get(tx, application.cardId);
  const valid = stillValidForHandOver(jstDate(platform.clock.now()), card.expiry);
  if (!valid.ok) throw counterErrors.HANDOVER_CARD_EXPIRED({ title: { ja: valid.ja, en: valid.en } });
  step(CARD, card.state, 'begin-activation', actor.kind);
  return card;
}

/** ROL-01: nobody hands over the card of an application that they have screened or taken in. */
export function applicationToHandOver(context: Context, tx: Tx, id: string, act: Act): Promise<Application> {
  return caseFor(context, tx, act, {
    action: 'hand-over',
    wanted: 'do',
    find: () => context.applications.get(tx, id),
    separate: {
      act: 'hand-over',
      earlier: ({ openedBy, screeners }) => [
        ...screeners.map((by) => ['screen', by] as const),
        ...openedBy.map((by) => ['open-application', by] as const),
      ],
      refusal: counterErrors.HANDOVER_SCREENER,
    },
  });
}

/** The card in operation is handed back now, or was ended before: a person never has two (IDD-04, §10.2). */
async function settleOldCard(
  { cards }: Context,
  tx: Tx,
  personId: string,
  said: Request['oldCard'],
): Promise<void> {
  const current = await cards.current(tx, personId);
  if (!current) return;
  if (current.state === 'SUSPENDED') throw counterErrors.HANDOVER_OLD_CARD_SUSPENDED();
  if (said === 'lost') throw counterErrors.HANDOVER_OLD_CARD_LOST();
  if (said === 'none') throw counterErrors.HANDOVER_OLD_CARD_NEEDED();
}

async function record(
  { certificates, handovers, platform }: Context,
  tx: Tx,
  opened: {
    readonly application: Application;
    readonly card: Card;
    readonly byRepresentative: boolean;
    readonly request: Request;
    readonly act: Act;
  },
): Promise<Handover> {
  const { application, card, request, act } = opened;
  const kinds = (await certificates.ofCard(tx, card.cardId)).map(({ kind }) => kind);
  // A card without one of the certificates has no use for its secret (PIN-01).
  const credentials: readonly CredentialKind[] = (
    ['signature', 'authentication', 'registry', 'text'] as const
  ).filter((kind) => kind === 'registry' || kind === 'text' || kinds.includes(kind));
  return handovers.begin(
    tx,
    'open',
    act,
    (state, openedAt) =>
      insertHandover(tx, {
        id: platform.random.id('handover'),
        application: application.id,
        cardId: card.cardId,
        chipSerial: card.chipSerial,
        personId: application.personId,
        municipality: application.municipality,
        state,
        clerk: act.actor,
        byRepresentative: opened.byRepresentative,
        credentials,
        openedAt,
      }),
    {
      detail: {
        documents: request.documents,
        faceMatches: request.faceMatches,
        variantAccepted: request.variantAccepted,
        oldCard: request.oldCard,
        ...(request.representative && {
          representative: {
            authority: request.representative.authority,
            documents: request.representative.documents,
          },
        }),
      },
    },
  );
}
