import { CARD, jstDate, mayHold } from '@mibun/rules';
import type { z } from 'zod';
import { type Actor, type Asked, step, type Tx } from '../../platform/index.ts';
import { actOf, type Context, cardFor, caseFor, sameVersion } from '../context.ts';
import { counterErrors } from '../errors.ts';
import { establishIdentity } from '../identity.ts';
import { problemOf } from '../problem.ts';
import type {
  ReactivationAnswer,
  ReactivationOpened,
  RelayTicket,
  ResumeAnswer,
  reactivationRequest,
} from '../schemas.ts';
import { reactivationScript } from './script.ts';
import {
  insertReactivation,
  openReactivations,
  type Reactivation,
  requireReactivation,
  saveReactivationProblem,
} from './store.ts';
import { reactivationView } from './view.ts';

type Request = z.output<typeof reactivationRequest>;

/** Found while only suspended: in person, with the card and another document, never by phone (LOS-07). */
export async function openReactivation(
  context: Context,
  request: Request,
  actor: Actor,
): Promise<ReactivationOpened> {
  const { platform, reactivations, residents } = context;
  const opened = await platform.database.transaction(async (tx) => {
    const id = platform.random.id('reactivation');
    const act = actOf(actor, 'reactivation', id);
    const card = await cardFor(context, tx, request.cardId, act, {
      action: 'lift-suspension',
      wanted: 'do',
    });
    reactivations.judge(null, 'open', actor.kind);
    if ((await openReactivations(tx, { cardIds: [card.cardId] })).length > 0) {
      throw counterErrors.REACTIVATION_ALREADY_OPEN();
    }
    sameVersion(card, request.version);
    step(CARD, card.state, 'lift', actor.kind);
    const at = platform.clock.now();
    if (jstDate(at) > card.expiry) throw counterErrors.REACTIVATION_CARD_EXPIRED();
    establishIdentity({ ...request, besidesCard: true });
    const { birthDate } = await residents.read(tx, card.personId, act);
    const signature = mayHold('signature', { birthDate, on: jstDate(at), ward: false });
    return reactivations.begin(
      tx,
      'open',
      act,
      (state, openedAt) =>
        insertReactivation(tx, {
          id,
          cardId: card.cardId,
          chipSerial: card.chipSerial,
          personId: card.personId,
          municipality: card.municipality,
          state,
          clerk: actor,
          wantsSignature: request.wantsSignature && signature.ok,
          openedAt,
        }),
      { detail: { documents: request.documents, faceMatches: request.faceMatches } },
    );
  });
  return { reactivationId: opened.id, version: opened.version, relay: connect(context, opened) };
}

export async function resumeReactivation(context: Context, id: string, actor: Actor): Promise<ResumeAnswer> {
  const resumed = await context.platform.database.transaction(async (tx) => {
    const found = await reactivationFor(context, tx, id, actor, 'do');
    if (found.state !== 'OPENED') throw counterErrors.COUNTER_TAKEN_OVER();
    return context.reactivations.move(tx, found, 'resume', actOf(actor, 'reactivation', id), {
      changes: { run: found.run + 1, clerk: actor },
    });
  });
  return { relay: connect(context, resumed) };
}

/** Gives the visit up; the card stays suspended. A certificate that was prepared for it stays on hold for ever. */
export async function cancelReactivation(
  context: Context,
  id: string,
  request: { readonly version: number; readonly reason: string },
  actor: Actor,
): Promise<ReactivationAnswer> {
  return context.platform.database.transaction(async (tx) => {
    const found = await reactivationFor(context, tx, id, actor, ['do', 'approve']);
    sameVersion(found, request.version);
    const act = actOf(actor, 'reactivation', id, request.reason);
    const changes = { run: found.run + 1 };
    const cancelled = await context.reactivations.move(tx, found, 'cancel', act, { changes });
    return reactivationView(context, tx, cancelled, actor);
  });
}

export async function showReactivation(
  context: Context,
  id: string,
  actor: Actor,
): Promise<ReactivationAnswer> {
  return context.platform.database.transaction(async (tx) =>
    reactivationView(context, tx, await reactivationFor(context, tx, id, actor, 'look'), actor),
  );
}

function connect(context: Context, reactivation: Reactivation): RelayTicket {
  const { connected, platform, relay } = context;
  const { id, run, chipSerial } = reactivation;
  const script = reactivationScript(context, reactivation);
  const ticket = relay.open(
    async (connection, holder) => {
      connected.add(id);
      return script(connection, holder);
    },
    {
      chipSerial,
      async onFinished(outcome) {
        connected.delete(id);
        if (outcome.ok) return;
        const problem = problemOf(outcome.error);
        await platform.database.transaction((tx) => saveReactivationProblem(tx, id, run, problem));
      },
    },
  );
  return { ...ticket, cardSerial: chipSerial };
}

function reactivationFor(
  context: Context,
  tx: Tx,
  id: string,
  actor: Actor,
  wanted: Asked<Reactivation>['wanted'],
): Promise<Reactivation> {
  return caseFor(context, tx, actOf(actor, 'reactivation', id), {
    action: 'lift-suspension',
    wanted,
    find: () => requireReactivation(tx, id),
  });
}
