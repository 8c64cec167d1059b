export type {
  Claim,
  LifeEvent,
  Municipality,
  NewResident,
  RegisteredOutcome,
  RegistryChange,
  RegistrySystem,
  RegistrySystems,
  Resident,
  Residents,
} from './api.ts';
export { createResidents, type ResidentsModule } from './create.ts';
export { residentErrors } from './errors.ts';
export { birthDateSchema, claimSchema, plainDateSchema } from './schemas.ts';
export { residentMigrations } from './store.ts';
