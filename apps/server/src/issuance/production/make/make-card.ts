import { Refusal } from '../../../platform/index.ts';
import { chipErrors, waitsForEncoder } from '../../chips/index.ts';
import { checkCharacters } from '../characters.ts';
import { type Context, lineAct } from '../context.ts';
import { clearDiscarded } from '../end-making.ts';
import { checkQuality } from '../quality/check.ts';
import type { StepName } from '../steps.ts';
import { wantedOrDiscarded } from '../still-wanted.ts';
import { addStep, lockMaking, stepsOf, updateMaking } from '../store.ts';
import { issueCertificates, writeJpki } from './certificates.ts';
import { allocateChip, createCardRecord, generateKeys, personaliseChip } from './chip.ts';
import { setCodes, writeCommon } from './common-files.ts';
import { renderFaces } from './faces.ts';
import { writeText } from './text-files.ts';
import { writeVisual } from './visual-files.ts';
import { beginWork, type Step, type Work } from './work.ts';

export const MAKING_STEPS: readonly Step[] = [
  checkCharacters,
  allocateChip,
  createCardRecord,
  generateKeys,
  issueCertificates,
  writeJpki,
  writeText,
  writeVisual,
  writeCommon,
  setCodes,
  personaliseChip,
  renderFaces,
  checkQuality,
];

/**
 * Makes one card, from wherever an earlier run has stopped. Done is done: a step on record is not run again. Throws
 * what stopped it, so that the job engine tries again. When the system is being stopped it ends after the step at hand,
 * with the signal's reason, and no problem goes on record.
 */
export async function makeCard(
  context: Context,
  makingId: string,
  steps: readonly Step[] = MAKING_STEPS,
  stopping?: AbortSignal,
): Promise<void> {
  const { clock, database } = context.platform;
  const begun = await begin(context, makingId);
  if (!begun) return;
  try {
    for (const step of steps) {
      stopping?.throwIfAborted();
      if (begun.done.has(step.name)) continue;
      await step.run(begun.work);
      if (!(await noteStep(context, makingId, step.name))) return;
    }
  } catch (error) {
    if (stopping?.aborted && error === stopping.reason) throw error;
    // Its kind alone: a message could hold personal data.
    const problem = problemOf(error);
    const over = await database.transaction(async (tx) => {
      if ((await lockMaking(tx, makingId)).state === 'DISCARDED') return true;
      await updateMaking(tx, makingId, { problem }, clock.now());
      return false;
    });
    // The chip is shredded under the hands of a step: there is nothing to try again.
    if (over) await database.transaction((tx) => clearDiscarded(context, tx, makingId));
    else throw error;
  }
}

/** Whether it goes on: not when the application has changed while the step was at it. */
async function noteStep(context: Context, makingId: string, step: StepName): Promise<boolean> {
  const { clock, database } = context.platform;
  return database.transaction(async (tx) => {
    if ((await lockMaking(tx, makingId)).state === 'DISCARDED') {
      await clearDiscarded(context, tx, makingId);
      return false;
    }
    await addStep(tx, makingId, step, clock.now());
    return true;
  });
}

async function begin(
  context: Context,
  makingId: string,
): Promise<{ readonly work: Work; readonly done: ReadonlySet<StepName> } | undefined> {
  const { clock, database } = context.platform;
  return database.transaction(async (tx) => {
    const making = await lockMaking(tx, makingId);
    if (making.state === 'DISCARDED') await clearDiscarded(context, tx, makingId);
    if (making.state !== 'WAITING' && making.state !== 'MAKING') return undefined;
    const application = await wantedOrDiscarded(context, tx, making);
    if (!application) return undefined;
    const again = { attempts: making.attempts + 1, problem: null };
    if (making.state === 'MAKING') await updateMaking(tx, makingId, again, clock.now());
    else await context.life.move(tx, making, 'begin', lineAct(application.id), { changes: again });
    const resident = await context.residents.read(tx, making.personId, lineAct(application.id));
    const done = await stepsOf(tx, [makingId]);
    return {
      work: beginWork(context, { making, application, resident }),
      done: new Set(done.map(({ step }) => step)),
    };
  });
}

function problemOf(error: unknown): string {
  // A card that was torn out is asked for with the same words as one that never came.
  if (waitsForEncoder(error) && !(error instanceof Refusal)) return chipErrors.ENCODER_EMPTY().code;
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
  if (typeof code === 'string') return code;
  return typeof name === 'string' ? name : 'unknown';
}
