export type {
  AttributeScope,
  Authenticated,
  Challenge,
  ChallengeAnswer,
  ChallengePurpose,
  Duty,
  Identity,
  Service,
  StaffMember,
  StaffRole,
} from './api.ts';
export { ATTRIBUTE_SCOPES } from './api.ts';
export { createIdentity, type IdentityModule } from './create.ts';
export { identityErrors } from './errors.ts';
export { identityMigrations } from './migrations.ts';
