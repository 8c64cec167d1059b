export { keyThumbprint, signRequest } from '../../platform/index.ts';
export type { Admission, StatusQuestion } from './admission.ts';
export {
  type Registration,
  SCOPES_OF_KIND,
  VERIFIER_KINDS,
  VERIFIER_SCOPES,
  type Verifier,
  type VerifierKind,
  type VerifierScope,
  type VerifierService,
  type Verifiers,
} from './api.ts';
export { createVerifiers, type VerifiersModule } from './create.ts';
export { openVerifierDoor, type VerifierDoor } from './door.ts';
export { verifierErrors } from './errors.ts';
export { verifiersMigrations } from './migrations.ts';
