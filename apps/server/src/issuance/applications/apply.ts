import { type BirthDate, DEADLINES, jstDate, needsPhoto } from '@mibun/rules';
import { commonErrors, type Refusal, type Tx } from '../../platform/index.ts';
import { APPLICANT, type Context, caseOfForm, hashToken } from './context.ts';
import { countLinkMail, endDraftOfForm, expireDraft } from './drafts.ts';
import { applicationErrors } from './errors.ts';
import { forgetPhoto } from './forget-photo.ts';
import { findForm } from './forms-store.ts';
import { matchBirthDate, openUsableForm } from './identify.ts';
import type { Finding } from './migrations.ts';
import { readPhoto } from './photo-checks.ts';
import {
  type Application,
  applicationsOfPerson,
  findApplication,
  insertDraft,
  OPEN_STATES,
  othersWithPhoto,
  saveApplication,
} from './store.ts';

export interface StartInput {
  readonly applicationId: string;
  readonly contactName: string;
  readonly email: string;
}

/** CH-SP, CH-PC: opens a draft and mails its personal link; nobody who cannot read that mail goes on. */
export async function startApplication(
  context: Context,
  input: StartInput,
): Promise<{ readonly sentTo: string }> {
  const { life, platform, residents } = context;
  const { database, random } = platform;
  await database.transaction(async (tx) => {
    const form = await openUsableForm(tx, input.applicationId);
    await refuseSecondApplication(tx, form.personId);
    const act = {
      actor: APPLICANT,
      purpose: 'application',
      caseId: caseOfForm(form.applicationId),
    } as const;
    const { municipality } = await residents.read(tx, form.personId, act);
    await countLinkMail(context, tx, form.applicationId, input.email);
    await endDraftOfForm(context, tx, form.applicationId);
    const token = random.token();
    const id = random.id('application');
    const insert = (state: Application['state'], at: Date) =>
      insertDraft(tx, form, {
        id,
        state,
        municipality,
        channel: 'online',
        contactName: input.contactName,
        contactEmail: input.email,
        token: hashToken(token),
        tokenExpiresAt: new Date(at.getTime() + DEADLINES.draftHours * 3_600_000),
        changedAt: at,
      });
    await life.begin(tx, 'start', { ...act, caseId: id }, insert, { given: { token } });
  });
  return { sentTo: maskAddress(input.email) };
}

/** `h***@example.jp`: enough to notice a typing mistake, too little to learn an address. */
export function maskAddress(email: string): string {
  const [local = '', domain = ''] = email.split('@');
  return `${local.slice(0, 1)}***@${domain}`;
}

async function refuseSecondApplication(tx: Tx, personId: string): Promise<void> {
  const applications = await applicationsOfPerson(tx, personId);
  if (applications.some(({ state }) => OPEN_STATES.includes(state)))
    throw applicationErrors.APPLICATION_ALREADY_OPEN();
}

/** The draft behind a personal link. A draft that has run out is closed on the way (§10.1). */
export async function openDraft(
  context: Context,
  tx: Tx,
  token: string,
): Promise<{ readonly draft: Application } | { readonly refusal: Refusal }> {
  const draft = await findApplication(tx, { token: hashToken(token) });
  if (!draft) return { refusal: applicationErrors.APPLICATION_LINK_EXPIRED() };
  if (draft.state === 'DRAFT' && (draft.tokenExpiresAt ?? new Date(0)) < context.platform.clock.now()) {
    await expireDraft(context, tx, draft);
    return { refusal: applicationErrors.APPLICATION_LINK_EXPIRED() };
  }
  // Ended before it was sent: by time, or by the registry.
  if (draft.state !== 'DRAFT' && draft.state !== 'LOCKED' && !draft.receivedAt)
    return { refusal: applicationErrors.APPLICATION_LINK_EXPIRED() };
  if (draft.state === 'LOCKED') return { refusal: applicationErrors.APPLICATION_ID_LOCKED() };
  return { draft };
}

/** Throws the refusal only after the transaction has kept what must be kept (a count, a closed draft). */
export type Outcome<T> = { readonly value: T } | { readonly refusal: Refusal };

export async function committed<T>(context: Context, work: (tx: Tx) => Promise<Outcome<T>>): Promise<T> {
  const outcome = await context.platform.database.transaction(work);
  if ('refusal' in outcome) throw outcome.refusal;
  return outcome.value;
}

export async function readDraft(context: Context, token: string): Promise<Application> {
  return committed(context, async (tx) => {
    const opened = await openDraft(context, tx, token);
    return 'refusal' in opened ? opened : { value: opened.draft };
  });
}

export interface PhotoTaken {
  readonly accepted: boolean;
  readonly findings: readonly Finding[];
}

/** Whether this link may put a photo, asked before the picture is taken in, and again when it is stored. */
export async function demandOpenDraft(context: Context, token: string): Promise<Application> {
  const draft = await readDraft(context, token);
  if (draft.state !== 'DRAFT') throw applicationErrors.APPLICATION_SENT_ALREADY();
  return draft;
}

/** Checks the picture (PHO-02, PHO-06) and keeps it with the draft; a later one replaces it. */
export async function putDraftPhoto(context: Context, token: string, bytes: Uint8Array): Promise<PhotoTaken> {
  const { id } = await demandOpenDraft(context, token);
  const photo = await context.photos.forApplicant(id, () => readPhoto(bytes));
  if ('findings' in photo) return { accepted: false, findings: photo.findings };
  return committed<PhotoTaken>(context, async (tx) => {
    const opened = await openDraft(context, tx, token);
    if ('refusal' in opened) return opened;
    const { draft } = opened;
    if (draft.state !== 'DRAFT') throw applicationErrors.APPLICATION_SENT_ALREADY();
    const taken = await keepPhoto(context, tx, draft, photo.bytes);
    if ('findings' in taken) return { value: { accepted: false, findings: taken.findings } };
    await saveApplication(tx, draft, 'DRAFT', { photo: taken.photo }, context.platform.clock.now());
    if (draft.photo && draft.photo !== taken.photo) await forgetPhoto(context.platform, tx, draft.photo);
    return { value: { accepted: true, findings: [] } };
  });
}

/** Stores a picture that `readPhoto` gave, unless the very same one came with another person's application (PHO-06). */
export async function keepPhoto(
  context: Context,
  tx: Tx,
  application: Application,
  bytes: Uint8Array,
): Promise<{ readonly photo: string } | { readonly findings: readonly Finding[] }> {
  const photo = context.platform.blobs.idOf(bytes);
  const others = await othersWithPhoto(tx, photo, application.personId);
  if (others.length === 0) return { photo: await context.platform.blobs.put(tx, bytes, 'image/jpeg') };
  return {
    findings: [
      {
        id: 'photo-of-another',
        ja: 'この写真は、別の方の申請で使われています。ご自身の写真を選んでください。',
        en: 'This very picture came with another person’s application. Choose a picture of yourself.',
      },
    ],
  };
}

export interface SubmitInput {
  readonly birthDate: BirthDate;
  readonly wantsSignature: boolean;
  readonly wantsAuthentication: boolean;
  readonly phone?: string;
  readonly idempotencyKey: string;
}

/** DRAFT → RECEIVED. A repeated call with the same key gives the same answer; nothing is received twice. */
export async function submitDraft(context: Context, token: string, input: SubmitInput): Promise<Application> {
  const { platform, change } = context;
  return committed(context, async (tx) => {
    const opened = await openDraft(context, tx, token);
    if ('refusal' in opened) return opened;
    const { draft } = opened;
    if (draft.idempotencyKey === input.idempotencyKey) return { value: draft };
    if (draft.state !== 'DRAFT') return { refusal: applicationErrors.APPLICATION_SENT_ALREADY() };
    // Whether the birth date is the right one is seen below; a card of somebody under one carries no photo (AGE-03).
    if (!draft.photo && needsPhoto(input.birthDate, jstDate(platform.clock.now())))
      return { refusal: applicationErrors.APPLICATION_PHOTO_MISSING() };

    const form = await findForm(tx, draft.applicationId);
    if (!form) throw commonErrors.NOT_FOUND();
    if (form.locked) return { refusal: applicationErrors.APPLICATION_ID_LOCKED() };
    const match = await matchBirthDate(context, tx, form, input.birthDate);
    if ('refusal' in match) return match;
    await refuseSecondApplication(tx, draft.personId);
    const act = { actor: APPLICANT, purpose: 'application' } as const;
    const received = await change(tx, draft.id, 'submit', act, {
      changes: {
        wantsSignature: input.wantsSignature,
        wantsAuthentication: input.wantsAuthentication,
        receivedAt: platform.clock.now(),
        idempotencyKey: input.idempotencyKey,
        phone: input.phone || null,
      },
    });
    return { value: received };
  });
}
