export type {
  AttributeScope,
  Authenticated,
  Challenge,
  ChallengeAnswer,
  ChallengePurpose,
  Identity,
  Service,
  StaffMember,
  StaffRole,
} from './api.ts';
export { ATTRIBUTE_SCOPES, STAFF_ROLES } from './api.ts';
export { createIdentity, type IdentityModule } from './create.ts';
export { identityErrors } from './errors.ts';
export { identityMigrations } from './migrations.ts';
