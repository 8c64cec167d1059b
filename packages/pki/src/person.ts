import { type BackwardWriter, backward } from './der/backward.ts';
import { TAG } from './der/tags.ts';

/** What a signature certificate says about its holder: the six otherNames of domain.md §6.3. */
export interface CertifiedPerson {
  /** Family and given name, separated by a full-width space where the name has two parts. */
  readonly name: string;
  /** One digit per character of the name; '1' = that character is a substitute (CRT-01). */
  readonly nameFlags: string;
  /** '1' male, '2' female, '3' unknown, '9' not applicable. */
  readonly sex: '1' | '2' | '3' | '9';
  /** Gregorian, 'YYYY-MM-DD'; 'YYYY-MM' or 'YYYY' where day, or month and day, are not known. */
  readonly birthDate: string;
  /** From the prefecture on, without postal code, at most 200 characters. */
  readonly address: string;
  readonly addressFlags: string;
}

export type PersonField = keyof CertifiedPerson;

/** The order in which the otherNames stand in a certificate: 1, 4, 3, 5, 2, 6 (domain.md §6.3). */
export const PERSON_FIELD_ORDER: readonly PersonField[] = [
  'name',
  'birthDate',
  'sex',
  'address',
  'nameFlags',
  'addressFlags',
];

/** Last segment of the OID of each field, the same in both profiles. */
export const PERSON_FIELD_NUMBERS: Readonly<Record<PersonField, number>> = {
  name: 1,
  nameFlags: 2,
  sex: 3,
  birthDate: 4,
  address: 5,
  addressFlags: 6,
};

/** First day of each era and its digit, latest first; 0 = unknown (domain.md §6.3). */
const ERAS: readonly (readonly [firstDay: string, digit: string])[] = [
  ['2019-05-01', '5'],
  ['1989-01-08', '4'],
  ['1926-12-25', '3'],
  ['1912-07-30', '2'],
  ['1868-01-25', '1'],
];

/**
 * `EYYYYMMDD`: digit of the era, then the Gregorian date, `00` for what is not known of it. The era is 0 where the first and the
 * last day that it can be are not in one.
 */
export function birthDateValue(birthDate: string): string {
  const eraOf = (day: string) => ERAS.find(([firstDay]) => day >= firstDay)?.[1] ?? '0';
  const first = eraOf(`${birthDate}-01-01`.slice(0, 10));
  // No month has a 32nd, and no era begins between a month's last day and that.
  const last = eraOf(`${birthDate}${'-12-32'.slice(birthDate.length - 4)}`);
  return (first === last ? first : '0') + birthDate.replaceAll('-', '').padEnd(8, '0');
}

/** The inverse of {@link birthDateValue}; text of another form is given back as it is. */
export function birthDateFromValue(value: string): string {
  if (!/^\d{9}$/.test(value)) return value;
  return `${value.slice(1, 5)}-${value.slice(5, 7)}-${value.slice(7)}`.replace(/(-00)+$/, '');
}

/** The text that stands in the certificate for a field. */
export function personFieldValue(person: CertifiedPerson, field: PersonField): string {
  return field === 'birthDate' ? birthDateValue(person.birthDate) : person[field];
}

/** The six otherNames as GeneralName elements (RFC 5280 §4.2.1.6), in their fixed order. */
export function personOtherNames(
  person: CertifiedPerson,
  oids: Readonly<Record<PersonField, string>>,
): readonly Uint8Array[] {
  return PERSON_FIELD_ORDER.map((field) => backward((writer) => writeOtherName(writer, person, field, oids)));
}

/** GeneralNames with the six otherNames and nothing else. */
export function encodePersonNames(
  person: CertifiedPerson,
  oids: Readonly<Record<PersonField, string>>,
): Uint8Array {
  return backward((writer) => {
    const end = writer.mark();
    for (const field of PERSON_FIELD_ORDER.toReversed()) writeOtherName(writer, person, field, oids);
    writer.close(TAG.sequence, end);
  });
}

/** [0] { type-id, value [0] EXPLICIT UTF8String }. */
function writeOtherName(
  writer: BackwardWriter,
  person: CertifiedPerson,
  field: PersonField,
  oids: Readonly<Record<PersonField, string>>,
): void {
  const end = writer.mark();
  writer.utf8(personFieldValue(person, field));
  writer.closeContext(0, end);
  writer.oid(oids[field]);
  writer.closeContext(0, end);
}

/** An otherName as read: type and text (empty if the value is no text). */
export interface OtherName {
  readonly oid: string;
  readonly value: string;
}

/** Puts a person together from otherNames; undefined unless all six are there under this profile's OIDs. */
export function personFromOtherNames(
  names: readonly OtherName[],
  oids: Readonly<Record<PersonField, string>>,
): CertifiedPerson | undefined {
  const value = (field: PersonField) => names.find((name) => name.oid === oids[field])?.value;
  const [name, nameFlags, sex] = [value('name'), value('nameFlags'), value('sex')];
  const [birthDate, address, addressFlags] = [value('birthDate'), value('address'), value('addressFlags')];
  if (name === undefined || nameFlags === undefined || birthDate === undefined) return undefined;
  if (address === undefined || addressFlags === undefined || sex === undefined) return undefined;
  if (sex !== '1' && sex !== '2' && sex !== '3' && sex !== '9') return undefined;
  return { name, nameFlags, sex, birthDate: birthDateFromValue(birthDate), address, addressFlags };
}
