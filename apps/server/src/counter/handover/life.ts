import { HANDOVER, type HandoverEvent, type HandoverState } from '@mibun/rules';
import type { Act, Life, Tx } from '../../platform/index.ts';
import { systemActor } from '../../platform/index.ts';
import { counterActs } from '../audited-acts.ts';
import { actOf, type Context, LABEL_JOB, type Parts } from '../context.ts';
import { emailOf, instantInWords } from '../notify.ts';
import { type Handover, type HandoverChanges, handoverOfRun, saveHandover } from './store.ts';

export type HandoverLife = Life<Handover, HandoverState, HandoverEvent, HandoverChanges, undefined>;

export function handoverLife(parts: Parts): HandoverLife {
  const { applications, cards, notices, platform, production, residents } = parts;
  return platform.lifecycles.machine<Handover, HandoverState, HandoverEvent, HandoverChanges>({
    table: HANDOVER,
    acts: {
      open: counterActs['open-hand-over'],
      resume: counterActs['resume-hand-over'],
      approve: counterActs['approve-hand-over'],
      'prepare-chip': counterActs['prepare-chip'],
      'set-pins': counterActs['set-pins'],
      'write-chip': counterActs['write-chip'],
      confirm: counterActs['confirm-hand-over'],
      complete: counterActs['complete-hand-over'],
      cancel: counterActs['cancel-hand-over'],
    },
    idOf: ({ id }) => id,
    audited: ({ id, personId, cardId }) => ({ subject: personId, detail: { handover: id, cardId } }),
    save: (tx, handover, state, changes, changedAt) =>
      saveHandover(tx, handover, { ...changes, state, changedAt }),
    effects: {
      'begin-card-activation': async (tx, { thing, act }) => {
        await cards.beginActivation(tx, thing.cardId, act);
      },
      // While the person's card in operation is still the old one.
      'carry-previous-card': async (tx, { thing }) => {
        const previous = await cards.current(tx, thing.personId);
        if (previous) await production.carry(tx, previous.chipSerial, 'returned');
      },
      // Certificates and the previous card follow in the card's own table.
      'confirm-card-activation': async (tx, { thing, act }) => {
        await cards.confirmActivation(tx, thing.cardId, act);
      },
      'close-application': async (tx, { thing, act }) => {
        await applications.move(tx, thing.application, 'hand-over', act);
      },
      'notify-issued': async (tx, { thing, act, at }) => {
        const application = await applications.get(tx, thing.application);
        const resident = await residents.read(tx, thing.personId, act);
        const to = emailOf(resident, application);
        const params = { name: resident.name, ...instantInWords(at) };
        if (to) await notices.mail(tx, { kind: 'card-issued', to, params });
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
    },
    notYet: ['approve'],
  });
}

/** A step of the chip, put on record by the run that made it: the chip has come further, or was read back as active. */
export async function noteProgress(
  { handovers, platform }: Context,
  { id, run }: Pick<Handover, 'id' | 'run'>,
  event: 'prepare-chip' | 'set-pins' | 'write-chip' | 'confirm',
  by: 'clerk' | 'system' = 'clerk',
): Promise<Handover> {
  return platform.database.transaction(async (tx: Tx) => {
    const handover = await handoverOfRun(tx, id, run);
    // PIN-03: the holder typed them on their own screen, or their representative did.
    const typedBy = handover.byRepresentative ? 'guardian' : 'resident';
    return handovers.move(tx, handover, event, notingAct(handover, by), {
      asks: event === 'set-pins' ? typedBy : by,
      detail: event === 'set-pins' ? { typedBy } : { by },
      ...(event === 'confirm' && { changes: { confirmedAt: platform.clock.now() } }),
    });
  });
}

/** The clerk's act, also when the system finishes what the clerk began. */
function notingAct({ clerk, application }: Handover, by: 'clerk' | 'system'): Act {
  return actOf(
    clerk,
    'hand-over',
    application,
    by === 'system' ? 'finished after an interruption' : undefined,
  );
}
