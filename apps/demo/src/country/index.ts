export { type CountryOptions, DEMO_DATE, DEMO_SEED, generateCountry, MINIMUM_RESIDENTS } from './country.ts';
export {
  type CardSecrets,
  type Persona,
  type PersonaKey,
  persona,
  personas,
  STAFF_CARD_SECRETS,
  type StaffKey,
  type StaffPost,
  type StaffRole,
  staffPersonas,
} from './personas.ts';
export { addressPrefix, municipality, PLACES, type Place } from './places.ts';
export { RESIDENCE_STATUSES, type ResidenceStatus } from './residence-status.ts';
export type { ResidentSeed } from './resident-seed.ts';
