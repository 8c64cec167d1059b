export { EXAMPLE, newCountry } from './new.ts';
export { parseFile, placeOf } from './parse.ts';
export { checkCountry, faultLine } from './read.ts';
export { checkStaffFile, type FirstStaff, type StaffCheck } from './staff-file.ts';
export type {
  CardFaceWords,
  Country,
  CountryCheck,
  CountryFault,
  CountryFees,
  KioskDocuments,
  LetterWords,
  Municipality,
  PkiWords,
} from './types.ts';
