import { type BirthDate, DEADLINES } from '@mibun/rules';
import type { LifeEvent, Tx } from '../../platform/index.ts';
import { committed, keepPhoto, type Outcome, type PhotoTaken } from './apply.ts';
import { APPLICANT, type Context, hashToken } from './context.ts';
import { applicationErrors } from './errors.ts';
import { forgetPhoto } from './forget-photo.ts';
import { findForm } from './forms-store.ts';
import { matchBirthDate, parseTyped } from './identify.ts';
import { readPhoto } from './photo-checks.ts';
import { type Application, findApplication, saveApplication } from './store.ts';

export interface Followed {
  /** Absent when the form has not been used yet. */
  readonly application?: Application;
  readonly history: readonly LifeEvent[];
  /** Opens the correction of the photo while the application has a defect. */
  readonly correctionToken?: string;
}

/** What the applicant sees with the form's ID and the birth date (APP-08). */
export async function followApplication(
  context: Context,
  typed: string,
  birthDate: BirthDate,
): Promise<Followed> {
  const applicationId = parseTyped(typed);
  return committed<Followed>(context, async (tx) => {
    const form = await findForm(tx, applicationId);
    if (!form) return { refusal: applicationErrors.APPLICATION_ID_UNKNOWN() };
    if (form.locked) return { refusal: applicationErrors.APPLICATION_ID_LOCKED() };
    const match = await matchBirthDate(context, tx, form, birthDate);
    if ('refusal' in match) return match;
    const application = await findApplication(tx, { latestOfForm: applicationId });
    if (!application) return { value: { history: [] } };
    const history = await context.life.history(tx, application.id);
    if (application.state !== 'DEFECT') return { value: { application, history } };
    return { value: { ...(await openCorrection(context, tx, application)), history } };
  });
}

async function openCorrection(context: Context, tx: Tx, application: Application) {
  const { clock, random } = context.platform;
  const token = random.token();
  const at = clock.now();
  const opened = await saveApplication(
    tx,
    application,
    'DEFECT',
    { token: hashToken(token), tokenExpiresAt: new Date(at.getTime() + DEADLINES.draftHours * 3_600_000) },
    at,
  );
  return { application: opened, correctionToken: token };
}

/** Whether this link may put another photo. */
export async function demandOpenCorrection(context: Context, token: string): Promise<Application> {
  return committed(context, (tx) => openedCorrection(context, tx, token));
}

async function openedCorrection({ platform }: Context, tx: Tx, token: string): Promise<Outcome<Application>> {
  const application = await findApplication(tx, { token: hashToken(token) });
  if (!application?.tokenExpiresAt || application.tokenExpiresAt < platform.clock.now()) {
    return { refusal: applicationErrors.APPLICATION_LINK_EXPIRED() };
  }
  if (application.state !== 'DEFECT') return { refusal: applicationErrors.APPLICATION_SENT_ALREADY() };
  return { value: application };
}

/** DEFECT → SCREENING with another photo; nothing else has to be given again (PHO-05). */
export async function correctPhoto(context: Context, token: string, bytes: Uint8Array): Promise<PhotoTaken> {
  const { id } = await demandOpenCorrection(context, token);
  const photo = await context.photos.forApplicant(id, () => readPhoto(bytes));
  if ('findings' in photo) return { accepted: false, findings: photo.findings };
  return committed<PhotoTaken>(context, async (tx) => {
    const opened = await openedCorrection(context, tx, token);
    if ('refusal' in opened) return opened;
    const application = opened.value;
    const taken = await keepPhoto(context, tx, application, photo.bytes);
    if ('findings' in taken) return { value: { accepted: false, findings: taken.findings } };
    const act = { actor: APPLICANT, purpose: 'application' } as const;
    await context.change(tx, application.id, 'correct', act, {
      changes: { photo: taken.photo, token: null, tokenExpiresAt: null, defects: [], defectNote: null },
    });
    if (application.photo && application.photo !== taken.photo)
      await forgetPhoto(context.platform, tx, application.photo);
    return { value: { accepted: true, findings: [] } };
  });
}

/** APP-10: possible until the card has been handed over; a card already made is then destroyed at the office. */
export async function withdrawApplication(
  context: Context,
  typed: string,
  birthDate: BirthDate,
): Promise<void> {
  const followed = await followApplication(context, typed, birthDate);
  const { application } = followed;
  if (!application) throw applicationErrors.APPLICATION_ID_UNKNOWN();
  const act = { actor: APPLICANT, purpose: 'application' } as const;
  await context.platform.database.transaction((tx) => context.change(tx, application.id, 'withdraw', act));
}
