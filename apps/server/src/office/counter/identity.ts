import {
  ageOn,
  jstDate,
  matchAttributes,
  matchForHandOver,
  needsRepresentative,
  sexOfCode,
  sufficientDocuments,
} from '@mibun/rules';
import type { Act, Tx } from '../../platform/index.ts';
import type { Resident } from '../../registry/residents/index.ts';
import type { Presented, Representative } from './common-schemas.ts';
import type { Parts } from './context.ts';
import { counterErrors } from './errors.ts';

/** What every act in person begins with: papers that are enough, and a face that is that of the papers (IDD-01 to 03). */
export function establishIdentity(shown: {
  readonly documents: readonly string[];
  readonly faceMatches: boolean;
  /** The card in question proves nothing about who holds it: another document is needed (LOS-07). */
  readonly besidesCard?: boolean;
}): void {
  const documents = shown.besidesCard
    ? shown.documents.filter((id) => id !== 'individual-number-card')
    : shown.documents;
  const verdict = sufficientDocuments(documents);
  if (!verdict.ok) {
    throw counterErrors.IDENTITY_DOCUMENTS_INSUFFICIENT({ title: { ja: verdict.ja, en: verdict.en } });
  }
  if (!shown.faceMatches) throw counterErrors.FACE_DIFFERS();
}

/** Name and birth date and address, because two people of one name have received each other's cards (IDD-05). */
export function matchPresented(presented: Presented, resident: Resident, variantAccepted: boolean): void {
  const match = matchForHandOver(matchAttributes(presented, recorded(resident)));
  if (match === 'different') throw counterErrors.PRESENTED_OTHER_PERSON();
  if (match === 'variant' && !variantAccepted) throw counterErrors.PRESENTED_VARIANT();
}

/**
 * For a person under 15 the legal representative attends with papers of their own and proof of authority, which the
 * registry gives where they live together (AGE-02). Answers whether there is one.
 */
export async function representedBy(
  { platform, residents }: Parts,
  tx: Tx,
  resident: Resident,
  representative: Representative | undefined,
  act: Act,
): Promise<boolean> {
  const on = jstDate(platform.clock.now());
  if (!needsRepresentative({ birthDate: resident.birthDate, on, ward: false })) return false;
  if (!representative) throw counterErrors.REPRESENTATIVE_NEEDED();
  const verdict = sufficientDocuments(representative.documents);
  if (!verdict.ok) {
    throw counterErrors.IDENTITY_DOCUMENTS_INSUFFICIENT({ title: { ja: verdict.ja, en: verdict.en } });
  }
  if (representative.authority === 'register-certificate') return true;
  const household = await residents.household(tx, resident.personId, act);
  const isAdultOfHousehold = household.some(
    (member) =>
      member.personId !== resident.personId &&
      ageOn(member.birthDate, on) >= 18 &&
      matchAttributes({ name: representative.name }, recorded(member)).name === 'same',
  );
  if (!isAdultOfHousehold) throw counterErrors.REPRESENTATIVE_NOT_IN_HOUSEHOLD();
  return true;
}

function recorded({ name, address, birthDate, sex }: Resident) {
  return { name, address, birthDate, sex: sexOfCode(sex) };
}
