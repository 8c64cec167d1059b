import type { ApplicationEffect } from '../applications/index.ts';
import { insertWithFreshSerial } from './chip-serial.ts';
import type { Context } from './context.ts';
import { endMaking } from './end-making.ts';
import { productionErrors } from './errors.ts';
import { lockMaking, openMakingOf } from './store.ts';

/** What becomes of the card with a step of its application (§10.1), in the transaction of that step. */
export function followApplication(context: Context): void {
  const { applications, life, platform } = context;
  applications.carryOut('begin-making', async (tx, { thing: application, given: { batch }, act }) => {
    if (!batch) throw new Error(`${application.id} enters no batch`);
    await life.begin(tx, 'enter', { ...act, caseId: application.id }, (state, at) =>
      insertWithFreshSerial(context, tx, {
        ...batch,
        makingId: platform.random.id('making'),
        application: application.id,
        applicationVersion: application.version,
        personId: application.personId,
        municipality: application.municipality,
        state,
        attempts: 0,
        changedAt: at,
      }),
    );
  });
  applications.carryOut('destroy-card', destroyCard(context));
}

/**
 * APP-10, APP-04: in the factory the card ends at once. One that has left lies with others, who destroy it as two persons
 * (§9); its certificates end now, so that nobody can bring it into operation meanwhile (PRD-05).
 */
function destroyCard(context: Context): ApplicationEffect {
  const { cards, certificates } = context;
  return async (tx, { thing: { id, cardId }, event, given, act }) => {
    const open = await openMakingOf(tx, id);
    if (open) {
      const making = await lockMaking(tx, open.makingId);
      return endMaking(
        context,
        tx,
        making,
        event === 'fail-quality'
          ? { event: 'fail', kind: 'quality-gate', gates: given.failedGates ?? [] }
          : { event: 'discard', kind: 'application-changed', gates: [] },
      );
    }
    if (cardId === null) return;
    const { state } = await cards.get(tx, cardId);
    if (state === 'ACTIVATING' && event === 'withdraw') {
      throw productionErrors.PRODUCTION_CARD_BEING_HANDED_OVER();
    }
    await certificates.revokeOfCard(tx, cardId, 'unspecified', act);
  };
}
