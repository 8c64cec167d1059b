export {
  AUTHORITY_KINDS,
  type AuthorityCertificates,
  type AuthorityKind,
  type AuthorityOptions,
  certificatesOf,
  makeTestAuthorities,
  openTestAuthorities,
  sharedTestAuthorities,
  type TestAuthorities,
  type TestAuthority,
} from './authorities.ts';
export { issueTestCertificate } from './issue.ts';
export { type AuthorityKeys, type MakeKey, memoryKeys, newKey, sharedKeys } from './keys.ts';
export { makeTestCard, type TestCard, testIssuerKeys } from './make-test-card.ts';
export { personaliseTestCard } from './personalise.ts';
export {
  generationOf,
  openersOf,
  planTestCard,
  TEST_PINS,
  type TestCardOptions,
  type TestCardPlan,
  type TestCredentials,
} from './plan.ts';
export { type ResidentKind, randomResident } from './random-resident.ts';
export {
  HANAKO,
  individualNumberOf,
  isForeign,
  TEST_MUNICIPALITY,
  type TestMunicipality,
  type TestResident,
} from './resident.ts';
export {
  type FileCheck,
  type Roots,
  readAndVerify,
  type Verification,
  verifyFiles,
} from './verify.ts';
