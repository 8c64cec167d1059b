export { EXAMPLE, newCountry } from './new.ts';
export { checkCountry, faultLine } from './read.ts';
export type {
  CardFaceWords,
  Country,
  CountryCheck,
  CountryFault,
  CountryFees,
  KioskDocuments,
  LetterWords,
  PkiWords,
} from './types.ts';
