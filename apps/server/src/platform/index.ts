export type { Bilingual } from '@mibun/rules';
export type { Act } from './act.ts';
export { type Actor, systemActor } from './actor.ts';
export { type ActName, allActs, defineActs, platformActs, wordsOfAct } from './acts.ts';
export { type Audit, type AuditEntry, PURPOSES, type Purpose, type RecordedEntry } from './audit.ts';
export {
  type AuditFault,
  type AuditPosition,
  type AuditReport,
  auditSealerOn,
} from './audit-chain.ts';
export type { Blobs } from './blobs.ts';
export { checkAudit } from './check-audit.ts';
export { type Clock, movableClock, systemClock } from './clock.ts';
export { type Config, ConfigurationError, type Environment, readConfig, statusOriginOf } from './config.ts';
export { custodyErrors, custodyRefusal, custodyWarning, openCustody } from './custody.ts';
export {
  type CustodyConfig,
  custodyProblems,
  DEMO_PASSPHRASE,
  readCustodyConfig,
} from './custody-config.ts';
export {
  type ConstraintAnswers,
  changedMeanwhile,
  internal,
} from './database/constraints.ts';
export {
  afterCommit,
  type Database,
  type NoTables,
  outliving,
  type Tx,
  tables,
} from './database/database.ts';
export { jsonRows } from './database/json-rows.ts';
export { appendOnly, type Migration, migrate } from './database/migrate.ts';
export { FolderInUse, type OpenDatabase, openDatabase } from './database/open.ts';
export { commonErrors } from './errors/common.ts';
export { allErrors, defineErrors, type FieldProblem, Refusal } from './errors/define.ts';
export { type Language, preferredLanguage, toProblem } from './errors/problem.ts';
export { giveMemoryBack } from './give-back.ts';
export {
  type Access,
  type ActsOn,
  bearerToken,
  COOKIES,
  cookieName,
  demandSameSession,
  perMinuteOf,
  publicIdOf,
  residentActor,
  type StaffAccess,
  sessionOf,
  sessionToken,
  staffActor,
  staffAt,
} from './http/access.ts';
export { type Contract, contract, type Endpoint, type EndpointName, serve } from './http/contract.ts';
export { dictionaryMember, essenceOf, isUnchanged } from './http/headers.ts';
export { isSigningKey, keyThumbprint, signRequest } from './http/message-signature.ts';
export { PerMinute } from './http/per-minute.ts';
export { clientKey, clientOf } from './http/proxies.ts';
export { type Http, openHttp } from './http/server.ts';
export { type SignatureFault, type SignedRequests, signedRequestsOn } from './http/signed-requests.ts';
export type { JobHandler, Jobs } from './jobs.ts';
export type { LifeEvent } from './life-events.ts';
export {
  type Effect,
  type Happening,
  type Life,
  type Lifecycles,
  lifecyclesOn,
  type Machine,
  type StepOptions,
} from './lifecycle.ts';
export type { Logger } from './log.ts';
export type { Mail, Mailer } from './mail.ts';
export {
  type Asked,
  type Concerns,
  demandDuty,
  type Kinship,
  mayAct,
  ofOne,
  ownOfficeOf,
  type Reach,
  reachOf,
} from './may.ts';
export type { Module } from './module.ts';
export { originWarnings } from './origins.ts';
export { openPlatform, type Platform, platformMigrations } from './platform.ts';
export { defineProposals, type ProposalKinds } from './proposal-kinds.ts';
export type { Conduct, Confirmed, Proposal, Proposals, Wish } from './proposals.ts';
export { type Random, randomFrom, systemRandom } from './random.ts';
export { ROLES, type Role } from './roles.ts';
export { proposalFields, proposalSeen } from './schemas.ts';
export type { Audience, NewSession, Session, Sessions } from './sessions.ts';
export { settledTime } from './settled-clock.ts';
export { type TwoPersons, twoPersonsOn } from './two-persons.ts';
export type { NumberAccess, Vault } from './vault.ts';
