import { birthDateFromValue, birthDateValue, PERSON_FIELD_ORDER, personFromOtherNames } from '../person.ts';
import type { Lint, LintSubject } from './types.ts';

function person({ decoded, profile }: LintSubject) {
  return personFromOtherNames(decoded.subjectAltName?.otherNames ?? [], profile.personOids);
}

function flagsFit(text: string, flags: string): boolean {
  return /^[01]*$/.test(flags) && flags.length === [...text].length;
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
      const wanted = PERSON_FIELD_ORDER.map((field) => profile.personOids[field]).join(' ');
      const complete =
        names.map(({ oid }) => oid).join(' ') === wanted && decoded.subjectAltName?.count === names.length;
      return complete ? undefined : 'not the six otherNames in the order 1, 4, 3, 5, 2, 6';
    },
  },
  {
    id: 'person-values',
    rule: 'domain.md §6.3',
    check: (subject) => {
      if (!subject.expected.person) return undefined;
      const holder = person(subject);
      if (!holder) return 'sex is none of 1, 2, 3, 9, or a field is missing';
      if (holder.name.trim() === '') return 'name is empty';
      const length = [...holder.address].length;
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
      const date = birthDateFromValue(value);
      if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return 'not EYYYYMMDD';
      if (birthDateValue(date) !== value) return 'era digit does not fit the date';
      const instant = new Date(`${date}T00:00:00Z`);
      const exists = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(date);
      // born on the day of issue is the earliest, in the time zone that is ahead
      const latest = new Date(subject.fields.notBefore.getTime() + 9 * 3_600_000);
      return exists && instant <= latest ? undefined : 'no such day, or after the issue';
    },
  },
  {
    id: 'substitute-flags',
    rule: 'domain.md CRT-01',
    check: (subject) => {
      const holder = person(subject);
      if (!holder) return undefined;
      const fit = flagsFit(holder.name, holder.nameFlags) && flagsFit(holder.address, holder.addressFlags);
      return fit ? undefined : 'flags are not one digit 0 or 1 per character';
    },
  },
];
