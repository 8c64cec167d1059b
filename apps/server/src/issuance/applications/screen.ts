import { jstDate, mayHold, needsPhoto, PHOTO_DEFECTS, stayLongEnough } from '@mibun/rules';
import {
  type Act,
  type Asked,
  type Bilingual,
  commonErrors,
  mayAct,
  ofOne,
  systemActor,
  type Tx,
} from '../../platform/index.ts';
import type { Resident } from '../../registry/residents/index.ts';
import type { Context } from './context.ts';
import { applicationErrors } from './errors.ts';
import { hintsFor } from './photo-checks.ts';
import { type Application, findApplication, requireApplication, saveApplication } from './store.ts';

/** RECEIVED → SCREENING with the machine's hints; repeated after a correction, when only the hints are renewed. */
export async function prepareScreening(context: Context, id: string): Promise<void> {
  const { blobs, clock, database } = context.platform;
  const photo = await database.query(async (tx) => {
    const application = await findApplication(tx, { id });
    return application?.photo ? blobs.get(tx, application.photo) : undefined;
  });
  const hints = photo ? await context.photos.forUs(() => hintsFor(photo.bytes)) : [];
  await database.transaction(async (tx) => {
    const application = await requireApplication(tx, id);
    if (application.state === 'RECEIVED') {
      const act: Act = { actor: systemActor('applications'), purpose: 'screening' };
      await context.change(tx, id, 'screen', act, { changes: { photoFindings: hints } });
    } else if (application.state === 'SCREENING') {
      await saveApplication(tx, application, 'SCREENING', { photoFindings: hints }, clock.now());
    }
  });
}

/** Why this application cannot be approved as things stand; empty when it can (§10.1). */
export function approvalBars(application: Application, resident: Resident, now: Date): readonly Bilingual[] {
  const on = jstDate(now);
  const bars: Bilingual[] = [];
  if (resident.status !== 'resident') {
    bars.push({
      ja: '住民記録が有効ではありません（転出・死亡・消除）。',
      en: 'The resident record is no longer alive (moved out, deceased or deleted).',
    });
  }
  if (resident.municipality !== application.municipality) {
    bars.push({
      ja: '住所地の市区町村が変わっています。',
      en: 'The person now lives in another municipality.',
    });
  }
  const stay = stayLongEnough(on, resident.stayUntil ?? undefined);
  if (!stay.ok) bars.push(stay);
  if (needsPhoto(resident.birthDate, on) && !application.photo) {
    bars.push({ ja: '写真がありません。', en: 'There is no photo.' });
  }
  return bars;
}

/** The application that this member of staff decides on; nobody decides on one that they have taken in (ROL-01). */
export function applicationToDecide(
  context: Context,
  tx: Tx,
  id: string,
  act: Act,
  more: Pick<Asked<Application>, 'author'> = {},
): Promise<Application> {
  return mayAct(
    context,
    tx,
    { ...act, caseId: id },
    {
      action: 'screen',
      wanted: 'do',
      find: () => requireApplication(tx, id),
      concerns: ofOne,
      separate: {
        act: 'screen',
        earlier: ({ openedBy }) => openedBy.map((by) => ['open-application', by] as const),
      },
      ...more,
    },
  );
}

/** A decision makes its author one of the screeners for good. */
const screenedBy = ({ screeners }: Application, { actor }: Act) => ({
  screenedBy: actor.id,
  screeners: [...new Set([...screeners, actor.id])],
});

/** SCREENING → APPROVED. Freezes the registry version and leaves out what the person may not hold (AGE-01). */
export async function approve(
  context: Context,
  tx: Tx,
  id: string,
  version: number,
  act: Act,
  registryVersion?: number,
): Promise<Application> {
  const application = await applicationToDecide(context, tx, id, act);
  const resident = await context.residents.read(tx, application.personId, { ...act, caseId: id });
  // A move or another name since: whoever decides has compared the photo with somebody else's data.
  if (registryVersion !== undefined && registryVersion !== resident.version) {
    throw commonErrors.CHANGED_MEANWHILE({ privateDetail: 'registry' });
  }
  const now = context.platform.clock.now();
  const [bar] = approvalBars(application, resident, now);
  if (bar) throw applicationErrors.APPLICATION_NOT_POSSIBLE({ title: bar });
  const signature = mayHold('signature', { birthDate: resident.birthDate, on: jstDate(now), ward: false });
  return context.change(tx, id, 'approve', act, {
    version,
    changes: {
      snapshotVersion: resident.version,
      ...screenedBy(application, act),
      wantsSignature: application.wantsSignature && signature.ok,
    },
  });
}

/** SCREENING → DEFECT with reasons of the closed list (PHO-03); the applicant replaces only the photo. */
export async function reject(
  context: Context,
  id: string,
  decision: { readonly version: number; readonly reasons: readonly string[]; readonly note?: string },
  act: Act,
): Promise<Application> {
  const reasons = PHOTO_DEFECTS.filter((defect) => decision.reasons.includes(defect.id));
  if (reasons.length === 0) {
    throw commonErrors.INPUT_INVALID({
      fields: [
        {
          field: 'reasons',
          message: { ja: '理由を一つ以上選んでください。', en: 'Choose at least one reason.' },
        },
      ],
    });
  }
  return context.platform.database.transaction(async (tx) => {
    const application = await applicationToDecide(context, tx, id, act);
    return context.change(tx, id, 'reject', act, {
      version: decision.version,
      changes: {
        defects: reasons.map((reason) => reason.id),
        defectNote: decision.note || null,
        ...screenedBy(application, act),
      },
    });
  });
}
