import { type Certificate, type CertificateNames, readCertificate } from '@mibun/pki';
import type { Tx } from '../../platform/index.ts';
import type { InstitutionName } from './api.ts';
import { certificateErrors } from './errors.ts';
import type { MunicipalityNames } from './institution.ts';
import { findInstitution } from './institution-store.ts';
import type { CertificateOrder } from './ledger.ts';
import { type LedgerRow, livingOfInstitutions } from './ledger-store.ts';

/** Offices of a municipality that a seal speaks for; what is not here has no seal. */
export const OFFICES = {
  mayor: { ja: '長', en: 'mayor' },
  'acting-mayor': { ja: '長職務代理者', en: 'acting mayor' },
} as const;
export type Office = keyof typeof OFFICES;

/** What verifiers take as authority, and for which a name may be taken once. */
export const TAKEN_AS_AUTHORITY = ['seal', 'time-stamp'] as const;

/** A renewal may be asked for this long before the end of the present certificate. */
const RENEWABLE_MS = 90 * 86_400_000;

type Subject = CertificateOrder['subject'];

/**
 * The register of institutions: what a certificate of authority may name at all. Nobody types such a name; it follows
 * from the municipality's code and the office.
 */
export function subjectOfInstitution(
  municipality: MunicipalityNames,
  { organisation, timeStampUnit }: CertificateNames,
  name: InstitutionName,
): Subject {
  if (name.kind === 'time-stamp') {
    return { organisation, commonName: `${timeStampUnit} ${name.unit}` };
  }
  const { prefecture, name: town } = municipality(name.municipality);
  // The seal is that of the head of the municipality, as on the paper it replaces.
  const commonName = `${town.ja}${OFFICES[name.office].ja}`;
  return { prefecture: prefecture.ja, organisation: town.ja, commonName };
}

export type NameHolder = Pick<LedgerRow, 'serial' | 'reference' | 'keyHash' | 'notAfter'>;

/** Who has a certificate in force in this very name, of whatever generation; old ones that are over do not count. */
export async function holdersOfName(
  tx: Tx,
  kind: InstitutionName['kind'],
  subject: Subject,
  now: Date,
): Promise<readonly NameHolder[]> {
  const wanted = comparable([subject.prefecture ?? '', subject.organisation ?? '', subject.commonName]);
  const holders: NameHolder[] = [];
  for (const { der, ...entry } of await livingOfInstitutions(tx, kind, now)) {
    if (!der || comparable(namesOf(readCertificate(new Uint8Array(der)))) !== wanted) continue;
    const found = await findInstitution(tx, 'institution', entry.serial);
    if (found?.state === 'ACTIVE') holders.push(entry);
  }
  return holders;
}

/**
 * One name, one key: another key gets a name that is in use only as the renewal of the certificate that has it, in the
 * last three months of its life (domain.md §10.3).
 */
export function isNameTaken(
  { serial, keyHash, notAfter }: NameHolder,
  byKey: string,
  renews: string | undefined,
  now: Date,
): boolean {
  if (keyHash === byKey) return false;
  const ending = notAfter.getTime() - now.getTime() <= RENEWABLE_MS;
  return !(ending && renews === serial);
}

export function refuseNameInUse(
  holders: readonly NameHolder[],
  keyHash: string,
  renews: string | undefined,
  now: Date,
): void {
  const taken = holders.find((holder) => isNameTaken(holder, keyHash, renews, now));
  if (taken) throw certificateErrors.INSTITUTION_NAME_IN_USE({ params: { serial: taken.serial } });
}

function namesOf({ subjectAttributes }: Certificate): readonly string[] {
  const of = (type: string) => subjectAttributes.find((one) => one.type === type)?.value ?? '';
  return [of('ST') || of('L'), of('O'), of('CN')];
}

/** What looks the same is the same name. */
function comparable(names: readonly string[]): string {
  return names.map((name) => name.normalize('NFKC').replaceAll(/\s+/gu, ' ').trim().toLowerCase()).join('\n');
}
