import type { Resident } from '../../../registry/residents/index.ts';
import type { AttributeScope } from '../api.ts';

/** The standard claims (OpenID Connect Core §5.1) behind each attribute that a person may hand over. */
export const CLAIMS_OF: Readonly<Record<AttributeScope, readonly string[]>> = {
  name: ['name', 'name#ja-Kana-JP', 'name#ja-Latn-JP'],
  address: ['address'],
  birthdate: ['birthdate'],
  gender: ['gender'],
};

/** All of them; the provider lets through only what was agreed to. The Individual Number is not among them (NUM-18). */
export function claimsOf(resident: Resident, addressCountry: string): Readonly<Record<string, unknown>> {
  return {
    name: plainSpaces(resident.name),
    // The reading belongs to the certified name (CARD-09).
    'name#ja-Kana-JP': plainSpaces(resident.nameKana),
    'name#ja-Latn-JP': resident.nameRomaji,
    address: {
      formatted: plainSpaces(resident.address),
      postal_code: resident.postalCode,
      country: addressCountry,
    },
    // OpenID Connect Core §5.1: a date, or a year alone; a year and month has no form there.
    birthdate: resident.birthDate.length === 7 ? resident.birthDate.slice(0, 4) : resident.birthDate,
    gender: resident.sex === '1' ? 'male' : 'female',
  };
}

function plainSpaces(text: string): string {
  return text.replaceAll('\u3000', ' ');
}
