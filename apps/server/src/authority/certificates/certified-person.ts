import { toCertificateText } from '@mibun/rules';
import type { Municipality, Resident } from '../../registry/residents/index.ts';
import type { IssueRequest } from './api.ts';

/** What a signature certificate says about its holder (domain.md §6.3, CRT-01). */
export function certifiedPerson(
  resident: Pick<Resident, 'name' | 'sex' | 'birthDate' | 'address'>,
  municipality: Pick<Municipality, 'prefecture' | 'name'>,
): Pick<IssueRequest, 'person' | 'prefecture' | 'municipality'> {
  const name = toCertificateText(resident.name);
  const address = toCertificateText(resident.address);
  return {
    person: {
      name: name.text,
      nameFlags: name.flags,
      sex: resident.sex,
      birthDate: resident.birthDate,
      address: address.text,
      addressFlags: address.flags,
    },
    prefecture: municipality.prefecture.ja,
    municipality: municipality.name.ja,
  };
}
