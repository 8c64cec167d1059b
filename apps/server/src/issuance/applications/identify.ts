import { type ApplicationId, type BirthDate, DEADLINES, parseApplicationId } from '@mibun/rules';
import { type Refusal, systemActor, type Tx } from '../../platform/index.ts';
import type { Resident } from '../../registry/residents/index.ts';
import { APPLICANT, type Context, caseOfForm } from './context.ts';
import { applicationErrors } from './errors.ts';
import { countMismatch, type Form, findForm, lockForm } from './forms-store.ts';
import { livingDraft } from './store.ts';

/** The form behind a typed ID, held for the transaction that uses it; or the refusal that says what is wrong with it. */
export async function openUsableForm(tx: Tx, typed: string): Promise<Form> {
  const form = await findForm(tx, parseTyped(typed), { hold: true });
  if (!form) throw applicationErrors.APPLICATION_ID_UNKNOWN();
  if (form.superseded) throw applicationErrors.APPLICATION_ID_SUPERSEDED();
  if (form.locked) throw applicationErrors.APPLICATION_ID_LOCKED();
  return form;
}

export function parseTyped(typed: string): ApplicationId {
  const parsed = parseApplicationId(typed);
  if (!parsed.ok) {
    throw applicationErrors.APPLICATION_ID_INVALID({ fields: [{ field: 'applicationId', message: parsed }] });
  }
  return parsed.id;
}

/**
 * Whether ID and birth date belong together (APP-05). A wrong date must be counted although the request is refused, so
 * the refusal is returned for the caller to throw after its transaction has committed.
 */
export async function matchBirthDate(
  context: Context,
  tx: Tx,
  form: Form,
  birthDate: BirthDate,
): Promise<{ readonly resident: Resident } | { readonly refusal: Refusal }> {
  const resident = await context.residents.read(tx, form.personId, {
    actor: APPLICANT,
    purpose: 'application',
    caseId: caseOfForm(form.applicationId),
  });
  if (resident.birthDate === birthDate) return { resident };
  const left = DEADLINES.birthDateMismatches - (await countMismatch(tx, form.applicationId));
  if (left <= 0) {
    await lockOnline(context, tx, form);
    return { refusal: applicationErrors.APPLICATION_ID_LOCKED() };
  }
  const refusal = applicationErrors.APPLICATION_BIRTH_DATE_WRONG({
    params: { left },
    fields: [
      {
        field: 'birthDate',
        message: { ja: '生年月日を確かめてください。', en: 'Check the date of birth.' },
      },
    ],
  });
  return { refusal };
}

/** Wherever the dates were guessed: the ID is locked, and a draft that waits with it ends, with what was typed into it. */
async function lockOnline({ change }: Context, tx: Tx, { applicationId }: Form): Promise<void> {
  const draft = await livingDraft(tx, applicationId);
  if (!draft) return lockForm(tx, applicationId);
  await change(tx, draft.id, 'lock', { actor: systemActor('applications'), purpose: 'application' });
}
