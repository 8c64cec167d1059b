import type { z } from 'zod';
import { type Act, type Actor, mayAct, ofOne, reachOf, type Tx } from '../../platform/index.ts';
import { applicationsActs } from './audited-acts.ts';
import type { Context } from './context.ts';
import { applicationErrors } from './errors.ts';
import type { QueueAnswer, queueQuery, ScreeningAnswer } from './schemas.ts';
import { type Application, applicationsInState, countInStates, requireApplication } from './store.ts';
import { queueView, screeningView } from './views.ts';

const PAGE_SIZE = 25;

const actOf = (actor: Actor, caseId: string): Act => ({ actor, purpose: 'screening', caseId });

/** One page of what is to be screened; each name shown is on its bearer's access log. */
export async function screeningQueue(
  context: Context,
  { page, state }: z.output<typeof queueQuery>,
  actor: Actor,
): Promise<QueueAnswer> {
  const { platform, residents } = context;
  return platform.database.transaction(async (tx) => {
    const reach = await reachOf(context, tx, actor, 'screen', 'look');
    const limits = { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE };
    const items = [];
    for (const application of await applicationsInState(tx, [state], { ...reach, ...limits })) {
      const { name } = await residents.look(tx, application.personId, actOf(actor, application.id));
      items.push(queueView(application, name, residents.municipality(application.municipality)));
    }
    return { items, total: await countInStates(tx, [state], reach), page, pageSize: PAGE_SIZE };
  });
}

export async function screeningCase(context: Context, id: string, actor: Actor): Promise<ScreeningAnswer> {
  const { platform, residents } = context;
  return platform.database.transaction(async (tx) => {
    const application = await applicationToLookAt(context, tx, id, actor);
    const resident = await residents.look(tx, application.personId, actOf(actor, id));
    const history = await context.life.history(tx, id);
    const municipality = residents.municipality(resident.municipality);
    return screeningView(application, resident, municipality, history, actor, platform.clock.now());
  });
}

/** The blob of the photo as sent. Who looks at a face has looked at a person. */
export async function photoToScreen(context: Context, id: string, actor: Actor): Promise<string> {
  const { audit, database } = context.platform;
  return database.transaction(async (tx) => {
    const { personId, photo } = await applicationToLookAt(context, tx, id, actor);
    if (!photo) throw applicationErrors.APPLICATION_PHOTO_MISSING();
    await audit.record(tx, {
      ...actOf(actor, id),
      action: applicationsActs['look-at-photo'],
      subject: personId,
    });
    return photo;
  });
}

function applicationToLookAt(context: Context, tx: Tx, id: string, actor: Actor): Promise<Application> {
  return mayAct(context, tx, actOf(actor, id), {
    action: 'screen',
    wanted: 'look',
    find: () => requireApplication(tx, id),
    concerns: ofOne,
  });
}
