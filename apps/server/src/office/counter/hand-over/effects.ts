import { systemActor } from '../../../platform/index.ts';
import { LABEL_JOB, type Parts } from '../context.ts';
import type { Procedure } from '../visit/procedure.ts';
import type { Handover } from './hand-over.ts';

/** What follows from the steps of a hand-over, in their transaction (HANDOVER). */
export function effectsOn(parts: Parts): Procedure<Handover>['effects'] {
  const { applications, cards, platform, production, residents } = parts;
  return {
    'begin-card-activation': async (tx, { thing, act }) => {
      await cards.beginActivation(tx, thing.cardId, act);
    },
    // While the person's card in operation is still the old one.
    'carry-previous-card': async (tx, { thing }) => {
      const previous = await cards.current(tx, thing.personId);
      if (previous) await production.carry(tx, previous.chipSerial, 'returned');
    },
    // Certificates, the previous card and the word to the holder follow in the card's own table.
    'confirm-card-activation': async (tx, { thing, act }) => {
      await cards.confirmActivation(tx, thing.cardId, act);
    },
    'close-application': async (tx, { thing, act }) => {
      await applications.move(tx, thing.caseId, 'hand-over', act);
    },
    'give-card': async (tx, { thing, act }) => {
      const { name } = await residents.read(tx, thing.personId, act);
      await production.carry(tx, thing.chipSerial, 'wallet');
      await platform.jobs.send(tx, LABEL_JOB, { chipSerial: thing.chipSerial, label: name });
    },
    // Time is no actor of the card's table; there the system acts for it.
    'cancel-card-activation': async (tx, { thing, act }) => {
      const actor = act.actor.kind === 'timer' ? systemActor('counter') : act.actor;
      await cards.cancelActivation(tx, thing.cardId, { ...act, actor });
    },
  };
}
