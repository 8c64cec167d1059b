import { birthDateFromValue, birthDateValue, PERSON_FIELD_ORDER } from '../person.ts';
import { characterCount } from './text.ts';
import type { Lint } from './types.ts';

function flagsFit(text: string, flags: string): boolean {
  return /^[01]*$/.test(flags) && flags.length === characterCount(text);
}

/** Midnight UTC of the first day that a date of birth can be; undefined if there is no such day. */
function firstDayOf(birthDate: string): Date | undefined {
  const date = `${birthDate}-01-01`.slice(0, 10);
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8))];
  const instant = new Date(0);
  instant.setUTCFullYear(year, month - 1, day);
  return instant.getUTCMonth() === month - 1 && instant.getUTCDate() === day ? instant : undefined;
}

/** The holder's data: complete in a signature certificate, absent everywhere else. */
export const PERSON_LINTS: readonly Lint[] = [
  {
    id: 'no-personal-data',
    rule: 'pki.md §2',
    check: ({ decoded, expected }) =>
      !expected.person && decoded.subjectAltName
        ? 'subjectAltName where no personal data belongs'
        : undefined,
  },
  {
    id: 'person-complete',
    rule: 'domain.md §6.3',
    check: ({ decoded, expected, profile }) => {
      if (!expected.person) return undefined;
      const names = decoded.subjectAltName?.otherNames ?? [];
      const complete =
        names.length === PERSON_FIELD_ORDER.length &&
        PERSON_FIELD_ORDER.every((field, index) => profile.personOids[field] === names[index]?.oid) &&
        decoded.subjectAltName?.count === names.length;
      return complete ? undefined : 'not the six otherNames in the order 1, 4, 3, 5, 2, 6';
    },
  },
  {
    id: 'person-values',
    rule: 'domain.md §6.3',
    check: ({ expected, holder }) => {
      if (!expected.person) return undefined;
      if (!holder) return 'sex is none of 1, 2, 3, 9, or a field is missing';
      if (holder.name.trim() === '') return 'name is empty';
      const length = characterCount(holder.address);
      return length >= 1 && length <= 200 ? undefined : `address of ${length} characters`;
    },
  },
  {
    id: 'birth-date',
    rule: 'domain.md §6.3',
    check: (subject) => {
      if (!subject.expected.person) return undefined;
      const names = subject.decoded.subjectAltName?.otherNames ?? [];
      const value = names.find(({ oid }) => oid === subject.profile.personOids.birthDate)?.value ?? '';
      if (!/^\d{9}$/.test(value)) return 'not EYYYYMMDD';
      const date = birthDateFromValue(value);
      if (birthDateValue(date) !== value) return 'era digit does not fit the date';
      const day = firstDayOf(date);
      // born on the day of issue is the earliest, in the time zone that is ahead
      const latest = new Date(subject.fields.notBefore.getTime() + 9 * 3_600_000);
      return day && day <= latest ? undefined : 'no such day, or after the issue';
    },
  },
  {
    id: 'substitute-flags',
    rule: 'domain.md CRT-01',
    check: ({ holder }) => {
      if (!holder) return undefined;
      const fit = flagsFit(holder.name, holder.nameFlags) && flagsFit(holder.address, holder.addressFlags);
      return fit ? undefined : 'flags are not one digit 0 or 1 per character';
    },
  },
];
