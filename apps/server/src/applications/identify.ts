import { type ApplicationId, type BirthDate, DEADLINES, parseApplicationId } from '@mibun/rules';
import type { Refusal, Tx } from '../platform/index.ts';
import type { Resident } from '../residents/index.ts';
import { APPLICANT, type Context, caseOfForm } from './context.ts';
import { applicationErrors } from './errors.ts';
import { countMismatch, type Form, findForm } from './forms-store.ts';

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
  { residents }: Context,
  tx: Tx,
  form: Form,
  birthDate: BirthDate,
): Promise<{ readonly resident: Resident } | { readonly refusal: Refusal; readonly locked: boolean }> {
  const resident = await residents.read(tx, form.personId, {
    actor: APPLICANT,
    purpose: 'application',
    caseId: caseOfForm(form.applicationId),
  });
  if (resident.birthDate === birthDate) return { resident };
  const mismatches = await countMismatch(tx, form.applicationId, DEADLINES.birthDateMismatches);
  const left = DEADLINES.birthDateMismatches - mismatches;
  if (left <= 0) return { refusal: applicationErrors.APPLICATION_ID_LOCKED(), locked: true };
  const refusal = applicationErrors.APPLICATION_BIRTH_DATE_WRONG({
    params: { left },
    fields: [
      {
        field: 'birthDate',
        message: { ja: '生年月日を確かめてください。', en: 'Check the date of birth.' },
      },
    ],
  });
  return { refusal, locked: false };
}
