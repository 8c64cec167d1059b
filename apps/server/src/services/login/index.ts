export type {
  AttributeScope,
  Authenticated,
  Challenge,
  ChallengeAnswer,
  ChallengePurpose,
  Duty,
  Login,
  Service,
  StaffMember,
  StaffRole,
} from './api.ts';
export { ATTRIBUTE_SCOPES } from './api.ts';
export { createLogin, type LoginModule } from './create.ts';
export { loginErrors } from './errors.ts';
export { loginMigrations } from './migrations.ts';
