import type { PrintedPerson } from '@mibun/documents';
import { type BirthDate, individualNumberCheckDigit, type PlainDate, plainDate } from '@mibun/rules';

/** Where a card is issued; all fictitious ones begin with 99. */
export interface TestMunicipality {
  /** Five digits. */
  readonly code: string;
  readonly prefecture: string;
  readonly name: string;
}

/** A person who does not exist, as far as a card knows them. */
export interface TestResident extends PrintedPerson {
  /** Family and given name, separated by a full-width space where the name has two parts. */
  readonly name: string;
  /** Without its day, or without month and day, where they are not known. */
  readonly birthDate: BirthDate;
  /** '1' male, '2' female (ISO/IEC 5218). */
  readonly sex: '1' | '2';
  /** Three letters, ISO 3166-1; everybody but 'JPN' gets the codes of foreign residents (CARD-04). */
  readonly nationality: string;
  /** Last day of a limited stay; the card ends with it (VAL-05). */
  readonly stayUntil?: PlainDate | undefined;
  /** 12 digits with a right check digit. */
  readonly individualNumber: string;
  readonly municipality: TestMunicipality;
}

export const TEST_MUNICIPALITY: TestMunicipality = { code: '99201', prefecture: '見本県', name: '見本市' };

/** Whom a test card belongs to unless told otherwise. */
export const HANAKO: TestResident = {
  name: '番号　花子',
  address: '見本県見本市中央１丁目２番３号',
  birthDate: plainDate('1985-04-01'),
  sex: '2',
  nationality: 'JPN',
  individualNumber: individualNumberOf('12345678901'),
  municipality: TEST_MUNICIPALITY,
};

export const isForeign = ({ nationality }: Pick<TestResident, 'nationality'>): boolean =>
  nationality !== 'JPN';

/** Eleven digits and the check digit that belongs to them (NUM-02). */
export function individualNumberOf(base11: string): string {
  return base11 + individualNumberCheckDigit(base11);
}
